#include "import/location_index.hpp"

namespace konbit {

LocationIndex::LocationIndex(const std::filesystem::path& folder)
    : ids_{folder}, locations_{folder, sizeof open_} {}

void LocationIndex::add(std::int64_t id, Location at) {
    const std::uint64_t place = ids_.add(id);
    if (place / SortedIds::kPerBlock != open_block_) {
        end_block();
        open_block_ = place / SortedIds::kPerBlock;
    }
    open_[place % SortedIds::kPerBlock] = at;
    empty_ = false;
}

void LocationIndex::end_block() {
    locations_.append(std::as_bytes(std::span{open_}));
}

void LocationIndex::seal() {
    if (!empty_) end_block();
    ids_.seal();
    locations_.map();
}

}  // namespace konbit
