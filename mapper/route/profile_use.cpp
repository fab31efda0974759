// What the tags of a way mean for a profile.
#include <algorithm>
#include <array>
#include <string_view>

#include "mapper/meaning/road_units.hpp"
#include "mapper/route/profile_limits.hpp"
#include "mapper/route/profile_state.hpp"

namespace konbit {
namespace {

using namespace std::string_view_literals;

constexpr double kAlternating = 0.5;  ///< half of the time one waits

/// Words of old days, or for a part of a road, and the class they are treated as. [J]
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kSameAs{
    {{"minor", "unclassified"},
     {"unsurfaced", "track"},
     {"unknown", "road"},
     {"yes", "road"},
     {"ford", "road"},
     {"ice_road", "road"},
     {"winter_road", "road"},
     {"mini_roundabout", "unclassified"},
     {"turning_circle", "unclassified"},
     {"services_link", "service"},
     {"bus_guideway", "busway"},
     {"crossing", "footway"},
     {"trail", "path"},
     {"elevator", "corridor"}}};

/// A track whose grade nobody tagged tells it by its surface. [J]
std::string_view grade_of(const Tags& tags) noexcept {
    if (const auto grade = tags.get("tracktype")) return *grade;
    const auto surface = tags.value("surface");
    for (const auto hard : {"asphalt"sv, "concrete"sv, "paved"sv, "paving_stones"sv}) {
        if (surface == hard) return "grade1";
    }
    for (const auto firm : {"compacted"sv, "gravel"sv, "fine_gravel"sv}) {
        if (surface == firm) return "grade2";
    }
    return "untyped";
}

/// The tag that makes a way a road of some class.
Tag class_of(const Tags& tags, RoadKindFlags flags) noexcept {
    if (flags.has(RoadKindFlags::kFerry)) {
        return {"route", tags.is("route", "shuttle_train") ? "shuttle_train" : "ferry"};
    }
    if (const auto highway = tags.get("highway")) {
        // Minor works leave a road as it is; construction=* on highway=construction names its class
        return {"highway", *highway};
    }
    if (const auto destroyed = tags.get("destroyed:highway"))
        return {"destroyed:highway", *destroyed};
    for (const auto key : {"man_made"sv, "railway"sv}) {
        if (const auto value = tags.get(key)) return {key, *value};
    }
    return {"highway", "road"};  // what mappers left of it: status=impassable
}

class RoadReader {
public:
    RoadReader(const TripView& view, const Tags& tags, RoadKindFlags flags)
        : view_{view}, tags_{tags}, flags_{flags}, qualified_{has_qualified_keys(tags)} {}

    RoadUse read() {
        class_ = class_of(tags_, flags_);
        construction_ = class_.value == "construction";
        if (construction_) class_.value = tags_.get("construction").value_or("road");
        read_access();
        read_state();
        read_limits();
        read_oneway();
        if (construction_) close_all({"highway", "construction"});
        set_speeds();
        return std::move(use_);
    }

private:
    struct ClassSpeeds {
        const double* usual = nullptr;
        const double* with_permission = nullptr;
    };

    ClassSpeeds class_speeds() const noexcept {
        const auto& data = view_.data;
        ClassSpeeds found = speeds_of(class_.value);
        if (found.usual != nullptr || found.with_permission != nullptr) return found;
        if (class_.value == "track") return {data.tracks.find(grade_of(tags_)), nullptr};
        for (const auto& [word, same] : kSameAs) {
            if (word != class_.value) continue;
            if (same == "track") return {data.tracks.find(grade_of(tags_)), nullptr};
            return speeds_of(same);
        }
        return {};
    }
    ClassSpeeds speeds_of(std::string_view word) const noexcept {
        return {view_.data.speeds.find(word), view_.data.with_permission.find(word)};
    }

    void read_access() {
        const ClassSpeeds speeds = class_speeds();
        const Tag* banned = banning_tag();
        for (const bool against : {false, true}) {
            read_direction(against, speeds, banned);
            if (!qualified_) {
                kmh_[1] = kmh_[0];
                use_.backward = use_.forward;
                return;
            }
        }
    }
    void read_direction(bool against, const ClassSpeeds& speeds, const Tag* banned) {
        RoadAccess& access = against ? use_.backward : use_.forward;
        double& kmh = kmh_[against ? 1 : 0];
        const auto finding =
            find_access(view_, tags_, qualified_,
                        against ? WayDirection::backward : WayDirection::forward, use_.warnings);
        const bool named = finding.own_key && finding.meaning != AccessMeaning::closed;
        const double* base =
            named && speeds.with_permission != nullptr ? speeds.with_permission : speeds.usual;
        kmh = base != nullptr ? *base : 0;
        if (finding.meaning == AccessMeaning::pushed) kmh = std::min(kmh, view_.data.pushed_kmh);
        if (base == nullptr) {
            access = RoadAccess::closed;
            if (use_.reason.empty()) use_.reason = class_reason();
            return;
        }
        access = legal(finding, named ? nullptr : banned);
    }
    std::string class_reason() const {
        auto reason = tag_text(class_);
        if (class_.value != "track" || view_.data.tracks.rows().empty()) return reason;
        return reason + ", " + (tags_.has("tracktype") ? "tracktype=" : "") +
               std::string{grade_of(tags_)};
    }
    /// The law alone; it may be ignored.
    RoadAccess legal(const AccessFinding& finding, const Tag* banned) {
        auto access = RoadAccess::open;
        Tag from;
        if (finding.meaning == AccessMeaning::closed) {
            access = RoadAccess::closed;
            from = finding.from;
        } else if (banned != nullptr) {
            access = RoadAccess::closed;
            from = *banned;
        } else if (finding.meaning == AccessMeaning::ends_only) {
            access = RoadAccess::ends_only;
            from = finding.from;
        }
        if (access == RoadAccess::open) return access;
        if (use_.reason.empty()) {
            use_.reason = tag_text(from);
            legal_reason_ = true;
        }
        if (!view_.trip.ignore_access) return access;
        use_.ignored_access = true;
        return RoadAccess::open;
    }
    const Tag* banning_tag() noexcept {
        for (const auto& [key, value] : view_.data.closed_by_law) {
            const bool is = key == class_.key ? class_.value == value : tags_.is(key, value);
            if (!is) continue;
            banned_ = {key, value};
            return &banned_;
        }
        return nullptr;
    }

    void close_all(const Tag& tag) {
        const bool was_open =
            use_.forward != RoadAccess::closed || use_.backward != RoadAccess::closed;
        // What a sign forbids may be ignored, this may not: it is the better reason.
        if (was_open || legal_reason_) use_.reason = tag_text(tag);
        legal_reason_ = false;
        use_.forward = use_.backward = RoadAccess::closed;
        use_.ignored_access = false;
    }
    void close_one(bool against, const Tag& tag) {
        RoadAccess& access = against ? use_.backward : use_.forward;
        const RoadAccess other = against ? use_.forward : use_.backward;
        if (access == RoadAccess::closed) return;
        access = RoadAccess::closed;
        if (other == RoadAccess::closed || use_.reason.empty()) use_.reason = tag_text(tag);
    }

    void read_state() {
        if (flags_.has(RoadKindFlags::kFerry)) return read_ferry();
        const StateFinding state = find_state(view_, tags_, use_.warnings);
        for (double& kmh : kmh_) kmh = std::min(kmh, state.most_kmh) * state.factor;
        if (state.closed) return close_all(*state.closed);
        use_.rough_only = state.rough;
    }
    void read_ferry() {
        use_.duration_s =
            tags_.has("duration") ? parse_duration_s(tags_.value("duration")) : std::nullopt;
        if (view_.data.graph == RoadGraph::walk) return;
        const auto names_vehicles = std::ranges::any_of(
            view_.keys.access, [&](const auto& key) { return tags_.has(key.key); });
        if (!names_vehicles) warn(use_.warnings, class_, "not tagged whether it takes vehicles");
    }

    void read_limits() {
        if (!view_.data.heeds_limits && !view_.data.heeds_maxspeed) return;
        const LimitFindings limits = find_limits(view_, tags_, qualified_, use_.warnings);
        for (const bool against : {false, true}) {
            const std::size_t way = against ? 1 : 0;
            kmh_[way] = std::min(kmh_[way], limits.kmh[way]);
            if (limits.exceeded[way] && !(limits.exceeded[0] && limits.exceeded[1])) {
                close_one(against, limits.by[way]);
            }
        }
        if (limits.exceeded[0] && limits.exceeded[1]) close_all(limits.by[0]);
        if (const auto width = tags_.get("width"); width && view_.size.width_m) {
            const RoadMeasure measure = parse_road_length_m(*width);
            if (measure.kind == RoadMeasure::Kind::value && measure.value < *view_.size.width_m)
                warn(use_.warnings, {"width", *width}, "narrower than the vehicle");
        }
    }

    void read_oneway() {
        if (flags_.has(RoadKindFlags::kCrossing)) return;  // a square has no direction
        const auto oneway = find_oneway(view_, tags_, qualified_, use_.warnings);
        if (!oneway.forward && !oneway.backward) return close_all(oneway.from);
        if (!oneway.forward) close_one(false, oneway.from);
        if (!oneway.backward) close_one(true, oneway.from);
        if (!oneway.alternating) return;
        for (double& kmh : kmh_) kmh *= kAlternating;
    }

    void set_speeds() {
        const auto speed = [](RoadAccess access, double kmh) {
            return access == RoadAccess::closed ? 0 : kmh;
        };
        use_.forward_kmh = speed(use_.forward, kmh_[0]);
        use_.backward_kmh = speed(use_.backward, kmh_[1]);
    }

    const TripView& view_;
    const Tags& tags_;
    RoadKindFlags flags_;
    bool qualified_;
    bool construction_ = false;
    bool legal_reason_ = false;  ///< the reason so far is a law
    Tag class_, banned_;
    double kmh_[2]{};
    RoadUse use_;
};

}  // namespace

RoadUse Profile::use(const Tags& segment, RoadKindFlags flags, const TripContext& trip) const {
    const TripView view{*data_, trip};
    return RoadReader{view, segment, flags}.read();
}

}  // namespace konbit
