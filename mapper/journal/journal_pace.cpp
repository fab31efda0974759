#include "mapper/journal/journal_pace.hpp"

#include "mapper/model/error.hpp"

namespace konbit {

void JournalPace::step(std::string_view what, std::uint64_t done, std::uint64_t total) {
    const bool worth_telling = what == "photos" || done == total || steps_++ % 256 == 0;
    if (progress_ && worth_telling) progress_(what, done, total);
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) {
        throw DataError{"The work was stopped", file_.string(), "somebody asked for it",
                        "Nothing was left half done: do it again at any time."};
    }
}

}  // namespace konbit
