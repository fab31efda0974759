#include "mapper/route/profile_state.hpp"

#include <algorithm>

#include "mapper/meaning/road_units.hpp"

namespace konbit {
namespace {

using namespace std::string_view_literals;

constexpr double kRestricted = 0.5;
constexpr double kDecayed = 0.5;
constexpr double kWinterRoad_kmh = 20;
constexpr double kIceRoad_kmh = 15;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) noexcept {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool event_of(const TripContext& trip, std::string_view kind) noexcept {
    return std::ranges::any_of(trip.events, [&](const std::string& event) {
        return event.find(kind) != std::string::npos;
    });
}

class StateReader {
public:
    StateReader(const TripView& view, const Tags& tags, std::vector<std::string>& warnings)
        : view_{view}, tags_{tags}, warnings_{warnings} {}

    StateFinding read() {
        for (const Profile::Data::Cap& cap : view_.data.caps) read_cap(cap);
        if (view_.trip.wet) read_wet();
        for (const Tag& tag : tags_) read_tag(tag);
        if (!view_.data.practicability.empty()) read_practicability();
        const StateFinding ford = find_ford(view_, tags_);
        if (ford.closed) close(*ford.closed);
        found_.rough = found_.rough || ford.rough;
        found_.factor *= ford.factor;
        return found_;
    }

private:
    void close(const Tag& tag) {
        if (!found_.closed) found_.closed = tag;
    }
    /// For rough profiles alone, and slowly.
    void restrict(const Tag& tag) {
        if (!view_.data.rough) return close(tag);
        found_.rough = true;
        found_.factor = std::min(found_.factor, kRestricted);
    }
    bool motor() const noexcept { return view_.data.graph == RoadGraph::drive; }

    void read_cap(const Profile::Data::Cap& cap) {
        const auto list = tags_.get(cap.key);
        if (!list) return;
        for_each_value(*list, [&](std::string_view value) {
            const double* kmh = cap.kmh.find(value);
            if (kmh == nullptr) return;
            if (*kmh == 0) return close({cap.key, *list});
            found_.most_kmh = std::min(found_.most_kmh, *kmh);
        });
    }
    void read_wet() {
        const auto& soft = view_.data.wet_halves;
        bool wet = false;
        for_each_value(tags_.value("surface"), [&](std::string_view value) {
            wet = wet || std::ranges::find(soft, value) != soft.end();
        });
        if (wet) found_.factor = std::min(found_.factor, 0.5);
    }

    void read_tag(const Tag& tag) {
        if (tag.value == "no") return read_no(tag);
        if (is_one_of(tag.key, {"ruins", "abandoned", "disused", "demolished"})) {
            if (tag.value != "yes") return;
            warn(warnings_, tag, "nobody knows its state");
            found_.factor = std::min(found_.factor, kDecayed);
        } else if (tag.key == "smoothness") {
            if (motor() && view_.data.rough && tag.value.ends_with("horrible")) found_.rough = true;
        } else if (tag.key == "4wd_only") {
            read_four_wheels(tag);
        } else if (tag.key == "winter_road" || tag.value == "winter_road") {
            read_winter(tag, kWinterRoad_kmh);
        } else if (tag.key == "ice_road" || tag.value == "ice_road") {
            read_winter(tag, kIceRoad_kmh);
        } else if (tag.key == "seasonal") {
            read_seasonal(tag);
        } else if (tag.key == "flood_prone") {
            if (tag.value == "yes")
                read_hazard(tag, "prone to flood", event_of(view_.trip, "flood"));
        } else if (tag.key == "hazard" || tag.key == "hazard_type") {
            for_each_value(tag.value, [&](std::string_view kind) { read_hazard(tag, kind); });
        }
    }
    void read_no(const Tag& tag) {
        if (!is_one_of(tag.key, {"snowplowing", "winter_service"}) || !view_.trip.snow) return;
        if (view_.data.snow_closes) return close(tag);
        found_.factor = std::min(found_.factor, 0.5);
    }
    void read_four_wheels(const Tag& tag) {
        if (!motor()) return;
        if (tag.value != "yes") return warn(warnings_, tag, "four-wheel drive is advised");
        if (!view_.data.rough) return close(tag);
        found_.rough = true;
    }
    /// In season only, which is when it lies under snow.
    void read_winter(const Tag& tag, double most_kmh) {
        if (!view_.trip.snow) return close(tag);
        found_.most_kmh = std::min(found_.most_kmh, most_kmh);
    }
    void read_seasonal(const Tag& tag) {
        warn(warnings_, tag, "only in season");
        const bool dry = is_one_of(tag.value, {"dry_season", "dry"});
        if (event_of(view_.trip, "flood") || (dry && view_.trip.wet)) restrict(tag);
    }
    void read_hazard(const Tag& tag, std::string_view kind) {
        if (is_one_of(kind, {"flood", "flooding", "floods"})) {
            read_hazard(tag, "prone to flood", event_of(view_.trip, "flood"));
        } else if (is_one_of(kind, {"landslide", "landslides"})) {
            read_hazard(tag, "prone to landslides",
                        event_of(view_.trip, "landslide") || event_of(view_.trip, "earthquake"));
        }
    }
    void read_hazard(const Tag& tag, std::string_view why, bool now) {
        warn(warnings_, tag, why);
        if (now) restrict(tag);
    }

    /// The first key that is there speaks for the vehicle; of lighter ones only bad news counts.
    void read_practicability() {
        bool first = true;
        for (const std::string& key : view_.data.practicability) {
            const auto value = tags_.get(key);
            if (!value) continue;
            const Tag tag{key, *value};
            if (*value == "no") {
                close(tag);
            } else if (*value == "limited" || *value == "seasonal") {
                restrict(tag);
            } else if (*value == "yes" && first) {
                return;
            }
            first = false;
        }
    }

    const TripView& view_;
    const Tags& tags_;
    std::vector<std::string>& warnings_;
    StateFinding found_;
};

}  // namespace

StateFinding find_ford(const TripView& view, const Tags& tags) {
    StateFinding found;
    auto ford = tags.get("ford");
    Tag tag{"ford", ford.value_or("yes")};
    if (!ford && tags.is("highway", "ford")) ford = "yes", tag = {"highway", "ford"};
    if (!ford || *ford == "no") return found;
    const bool on_foot_only = *ford == "stepping_stones";
    const bool may = on_foot_only ? view.data.stepping_stones : view.data.rough;
    if (*ford == "boat" || !may || event_of(view.trip, "flood")) {
        found.closed = tag;
        return found;
    }
    found.rough = !on_foot_only;
    found.factor = kRestricted;
    return found;
}

StateFinding find_state(const TripView& view, const Tags& tags,
                        std::vector<std::string>& warnings) {
    return StateReader{view, tags, warnings}.read();
}

}  // namespace konbit
