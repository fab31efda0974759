#include "mapper/journal/photo_intake.hpp"

#include "mapper/journal/durable_file.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

PhotoNote take_in_photo(const PhotoStore& store, const PhotoTools& tools,
                        const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    const auto fail = [&](std::string_view why) {
        return DataError{"The photo cannot be taken in", file.string(), why,
                         "Look whether its name is right"};
    };
    if (!std::filesystem::exists(status)) throw fail("there is no such file");
    // A pipe or device would be waited for without end.
    if (!std::filesystem::is_regular_file(status)) throw fail("it is not a file");
    const auto bytes = read_small_file(file, PhotoStore::kMostBytes);
    if (!bytes) throw fail("there is no such file");
    const auto facts = tools.facts(*bytes, file.string());
    PhotoNote note;
    note.file = store.add(*bytes, facts.type, tools.small_copy(*bytes));
    note.type = facts.type;
    note.taken = facts.taken;
    note.at = facts.at;
    return note;
}

}  // namespace konbit
