#include "mapper/query/theme_collector.hpp"

#include "mapper/model/geodesy.hpp"
#include "mapper/query/damage_text.hpp"
#include "mapper/query/duplicates.hpp"
#include "mapper/query/fold.hpp"
#include "mapper/query/name_keys.hpp"
#include "mapper/query/things.hpp"

namespace konbit {

using namespace theme_format;

namespace {

/// What the thing is called; a reference or an address is no name.
std::string name_for_answers(const Tags& tags) {
    if (const auto name = tags.get("name")) return std::string{*name};
    const auto names = names_of(tags, {});
    const auto main = std::find_if(names.begin(), names.end(),
                                   [](const NameText& n) { return n.role == NameRole::main; });
    return main == names.end() ? std::string{} : main->text;
}

std::uint16_t flags_of(const Facility& facility) {
    unsigned flags = 0;
    if (facility.closed) flags |= kClosed;
    if (facility.audience == Audience::team) flags |= kTeam;
    for (const auto& offer : facility.offers) {
        if (offer == "water") flags |= kOffersWater;
        if (offer == "medical") flags |= kOffersMedical;
        if (offer == "wheelchair") flags |= kOffersWheelchair;
    }
    return static_cast<std::uint16_t>(flags);
}

bool badly_damaged(const std::optional<DamageStatement>& damage) {
    return damage && damage->grade >= Grade::moderate;
}

bool matters(const DamageStatement& s) {
    return !s.everyday || !s.restricted_in.empty() || !s.blocked_in.empty();
}

}  // namespace

const Geometry& ThemeCollector::shape_of(const Feature& feature) {
    if (shape_owner_ != feature.index()) {
        feature.read_geometry(shape_);
        shape_owner_ = feature.index();
        shape_area_m2_ = -1;
    }
    return shape_;
}

void ThemeCollector::visit(const Feature& feature, const Tags& tags) {
    count_totals(feature, tags);
    if (is_road(tags, feature.kind())) add_main_bridge(feature, tags);
    if (!meaning_.may_matter(tags)) return;
    const bool protected_place = meaning_.protected_refuge(tags);
    auto damage = meaning_.damage({tags, feature.kind(), 0});
    if (damage && matters(*damage)) add_damage(feature, tags, *damage, protected_place);
    if (damage && damage->everyday) damage.reset();
    if (protected_place) return;
    for (std::size_t t = 0; t < kThemeCount; ++t) {
        const auto theme = static_cast<Theme>(t);
        if (const auto facility = facility_of(theme, feature, tags)) {
            add_facility(theme, *facility, feature, tags, damage);
        }
    }
}

void ThemeCollector::count_totals(const Feature& feature, const Tags& tags) {
    bounds_.extend(feature.box());
    if (is_building(tags)) ++writer_.header.buildings;
    if (!is_road(tags, feature.kind())) return;
    ++writer_.header.roads;
    writer_.header.road_m += length_m(shape_of(feature));
}

/// Rules ask for an area only as "at least so large": what fails with a huge one needs no
/// measuring.
std::optional<Facility> ThemeCollector::facility_of(Theme theme, const Feature& feature,
                                                    const Tags& tags) {
    if (feature.kind() != GeometryKind::area)
        return meaning_.facility(theme, {tags, feature.kind(), 0});
    constexpr double kHuge_m2 = 1e12;
    auto if_huge = meaning_.facility(theme, {tags, feature.kind(), kHuge_m2});
    if (!if_huge || if_huge->suitability == Suitability::never) return std::nullopt;
    if (theme != Theme::shelter) return if_huge;
    static_cast<void>(shape_of(feature));
    if (shape_area_m2_ < 0) shape_area_m2_ = area_m2(shape_);
    return meaning_.facility(theme, {tags, feature.kind(), shape_area_m2_});
}

ThemeEntry ThemeCollector::entry_for(const Feature& feature, const Tags& tags) {
    ThemeEntry entry;
    entry.box = feature.box();
    entry.record.feature = feature.index().value;
    entry.record.type = static_cast<std::uint8_t>(feature.id().type);
    entry.record.ref = feature.id().ref;
    const auto& shape = shape_of(feature);
    const auto at = representative_point(shape);
    entry.record.lon_e7 = at.lon_e7;
    entry.record.lat_e7 = at.lat_e7;
    writer_.store_geometry(shape, entry.record);
    entry.record.name = writer_.text(name_for_answers(tags));
    return entry;
}

void ThemeCollector::add_facility(Theme theme, const Facility& facility, const Feature& feature,
                                  const Tags& tags, const std::optional<DamageStatement>& damage) {
    if (facility.suitability == Suitability::never) return;
    // A school that tags call damaged is no place to send people, unless somebody designated it.
    if (facility.suitability == Suitability::unchecked && badly_damaged(damage)) return;
    auto entry = entry_for(feature, tags);
    auto& r = entry.record;
    r.suitability = static_cast<std::uint8_t>(facility.suitability);
    r.capacity = facility.capacity_people.value_or(kNoCapacity);
    r.kind = writer_.text(facility.kind);
    r.reason = writer_.text(facility.reason);
    r.cautions = writer_.texts(facility.cautions);
    r.offers = writer_.texts(facility.offers);
    r.not_in = writer_.texts(facility.not_in);
    r.flags = flags_of(facility);
    if (damage) r.damage = writer_.text(pack_damage(*damage));
    entry.wikidata = writer_.text(tags.value("wikidata"));
    if (r.name != 0) entry.folded_name = writer_.text(fold(writer_.text_at(r.name)));
    facilities_[static_cast<std::size_t>(theme)].push_back(entry);
}

void ThemeCollector::add_damage(const Feature& feature, const Tags& tags,
                                const DamageStatement& statement, bool protected_place) {
    auto entry = entry_for(feature, tags);
    if (protected_place) entry.record.name = 0;  // the building matters, not who lives there
    entry.record.damage = writer_.text(pack_damage(statement));
    if (feature.kind() == GeometryKind::line) {
        entry.record.length_m = static_cast<float>(length_m(shape_of(feature)));
    }
    writer_.layer(kDamageLayer).push_back(entry);
}

/// What many ways depend on, and what a disaster breaks first.
void ThemeCollector::add_main_bridge(const Feature& feature, const Tags& tags) {
    const auto bridge = tags.value("bridge");
    if (bridge.empty() || bridge == "no" || !is_main_road(tags.value("highway"))) return;
    auto entry = entry_for(feature, tags);
    entry.record.kind = writer_.text(tags.value("highway"));
    entry.record.length_m = static_cast<float>(length_m(shape_of(feature)));
    writer_.layer(kBridgeLayer).push_back(entry);
}

/// Sets the flag on every facility with an open, checked place of that layer within kNearby_m,
/// measured from the point of one to the shape of the other, whichever is shorter.
void ThemeCollector::mark_nearby(std::size_t of_layer, std::uint16_t flag) {
    std::vector<const ThemeEntry*> open;
    std::vector<BoundingBox> boxes;
    for (const auto& entry : writer_.layer(of_layer)) {
        if ((entry.record.flags & kClosed) != 0) continue;
        open.push_back(&entry);
        boxes.push_back(entry.box);
    }
    if (open.empty()) return;
    const BoxIndex index{std::span<const BoundingBox>{boxes}};
    Geometry mine;
    Geometry other;
    const auto is_near = [&](const ThemeEntry& a, const ThemeEntry& b) {
        const Location at_a{a.record.lon_e7, a.record.lat_e7};
        const Location at_b{b.record.lon_e7, b.record.lat_e7};
        if (distance_m(at_a, at_b) <= kNearby_m) return true;
        if (a.record.geometry_bytes == 0 && b.record.geometry_bytes == 0) return false;
        writer_.read_geometry(a.record, base_, mine);
        writer_.read_geometry(b.record, base_, other);
        return distance_m(at_b, mine) <= kNearby_m || distance_m(at_a, other) <= kNearby_m;
    };
    std::vector<std::uint32_t> near;
    for (std::size_t n = 0; n < kDamageLayer; ++n) {
        for (auto& entry : writer_.layer(n)) {
            near.clear();
            index.query(grown(entry.box, kNearby_m), near);
            const bool found = std::any_of(near.begin(), near.end(), [&](std::uint32_t i) {
                return is_near(entry, *open[i]);
            });
            if (found) entry.record.flags |= flag;
        }
    }
}

void ThemeCollector::write(const std::filesystem::path& path, const ThemeKey& key) {
    for (std::size_t t = 0; t < kThemeCount; ++t) {
        merge_duplicates(facilities_[t], writer_, base_);
        for (const auto& entry : facilities_[t]) {
            const bool unchecked = entry.record.suitability == std::uint8_t(Suitability::unchecked);
            writer_.layer(layer_of(static_cast<Theme>(t), unchecked)).push_back(entry);
        }
    }
    sort_along_curve(writer_.layer(kDamageLayer));
    sort_along_curve(writer_.layer(kBridgeLayer));
    mark_nearby(layer_of(Theme::water, false), kNearWater);
    mark_nearby(layer_of(Theme::care, false), kNearMedical);
    auto& header = writer_.header;
    header.base_fingerprint = key.base_fingerprint;
    header.rules_fingerprint = key.rules_fingerprint;
    header.west = bounds_.west;
    header.south = bounds_.south;
    header.east = bounds_.east;
    header.north = bounds_.north;
    writer_.write(path);
}

}  // namespace konbit
