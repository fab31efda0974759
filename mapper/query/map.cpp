#include "mapper/query/map.hpp"

#include "mapper/query/map_impl.hpp"

namespace konbit {

Map Map::open(const Options& options) {
    return Map{std::make_unique<Impl>(options, BaseMap::open(options.folder))};
}

Map::Map(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Map::~Map() = default;
Map::Map(Map&&) noexcept = default;
Map& Map::operator=(Map&&) noexcept = default;

const BaseMap& Map::base() const noexcept {
    return impl_->base;
}
const Meaning& Map::meaning() const {
    return impl_->meaning();
}
const std::vector<DisasterEvent>& Map::events() const {
    return impl_->events();
}
void Map::set_event(const DisasterEvent& event) {
    impl_->set_event(event);
}
bool Map::remove_event(std::string_view kind, UnixSeconds at) {
    return impl_->remove_event(kind, at);
}
bool Map::ensure_derived() {
    return impl_->ensure_derived();
}
std::vector<std::string> Map::notices() const {
    return impl_->notices();
}

std::optional<DisasterEvent> Map::made_before() const {
    const auto& all = events();
    if (all.empty()) return std::nullopt;
    // Data of unknown age (timestamp 0) cannot claim to show the damage either.
    if (impl_->base.data_timestamp() >= all.back().at) return std::nullopt;
    return all.back();
}

}  // namespace konbit
