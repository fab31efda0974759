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
    return impl_->situation.events();
}
std::shared_ptr<const RoadNetwork> Map::roads() const {
    return impl_->roads();
}
std::filesystem::path Map::profiles_folder() const {
    const auto& options = impl_->options;
    return options.profiles_folder.empty() ? options.rules_folder.parent_path() / "profiles"
                                           : options.profiles_folder;
}
std::optional<std::filesystem::path> Map::derived_folder() const {
    return impl_->derived_folder();
}
UnixSeconds Map::as_of() const {
    return impl_->situation.as_of();
}
std::vector<EntryId> Map::add(std::span<const NewEntry> entries) {
    return impl_->situation.add(entries);
}
EntryId Map::add(const NewEntry& entry) {
    return impl_->situation.add({&entry, 1}).front();
}
EntryId Map::redact(const EntryId& entry, std::string_view reason) {
    return impl_->situation.redact(entry, reason);
}
Journal& Map::journal() const {
    return impl_->situation.to_write();
}
const Journal& Map::journal_to_read() const {
    return impl_->situation.to_read();
}
bool Map::refresh() {
    return impl_->situation.refresh();
}
void Map::with_situation(const std::function<void(const Situation&)>& read) const {
    impl_->situation.read(Audience::team, read);
}
void Map::with_situation(Audience audience,
                         const std::function<void(const Situation&)>& read) const {
    impl_->situation.read(audience, read);
}
void Map::set_event(const DisasterEvent& event) {
    impl_->situation.set_event(event);
}
bool Map::remove_event(std::string_view kind, UnixSeconds at) {
    return impl_->situation.remove_event(kind, at);
}
bool Map::ensure_derived() {
    return impl_->ensure_derived();
}
std::vector<std::string> Map::notices() const {
    auto lines = impl_->notices();
    for (auto& line : impl_->situation.notices()) lines.push_back(std::move(line));
    return lines;
}

std::optional<DisasterEvent> Map::made_before() const {
    const auto& all = events();
    if (all.empty()) return std::nullopt;
    // Data of unknown age (timestamp 0) cannot claim to show the damage either.
    if (impl_->base.data_timestamp() >= all.back().at) return std::nullopt;
    return all.back();
}

}  // namespace konbit
