#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/meaning/meaning.hpp"
#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"
#include "mapper/situation/situation.hpp"

namespace konbit {

/// The doubts beside a condition (rule of evidence).
struct Doubt {
    bool disputed = false;         ///< both sides are shown, the worse one is used
    bool unverified = false;       ///< rests on devices that nobody accepted
    bool recheck = false;          ///< good news from before the last event
    bool good_news_waits = false;  ///< accept its device and it counts
    bool corrected = false;        ///< an agency took its own word back
    bool operator==(const Doubt&) const = default;
};
/// One statement as people see it.
struct EvidenceLine {
    std::optional<EntryId> entry;  ///< nullopt: from tags
    Matter matter = Matter::damage;
    std::optional<WayStretch> stretch;
    Method how = Method::tag;
    UnixSeconds observed = 0;  ///< 0: not known
    std::string value;         ///< "blocked", "severe", "full"; "disputed" of a doubt
    Limits limits;
    std::string who;  ///< a name, audience team; "" if none was given
    DeviceKey device;
    std::string source, source_value, text;
    std::vector<PhotoNote> photos;
    Audience audience = Audience::team;
    bool accepted = true;
    bool used = false;     ///< carries the condition
    bool against = false;  ///< says better and is not enough
    bool from_the_future = false;
};
/// What all evidence together says of one thing (or stretch) in one matter, for people.
struct Condition {
    Matter matter = Matter::damage;
    std::optional<WayStretch> stretch;  ///< nullopt: the whole object
    Grade grade = Grade::unknown;                         ///< Matter::damage
    Passability passability = Passability::unknown;       ///< Matter::passability
    ShelterStatus status = ShelterStatus::unknown;        ///< Matter::shelter
    Limits limits;
    Certainty certainty = Certainty::none;
    Doubt doubt;
    std::optional<UnixSeconds> observed;  ///< of the statement that carries it
    std::string source;                   ///< "seen", "imagery", "heard", "osm:building", …
    std::string source_value;             ///< verbatim
    std::string reason;  ///< one line: "seen blocked 3 h ago by two people; open heard 1 h ago"
    Audience audience = Audience::open_to_all;  ///< the widest that may see all of it
};

/// One place of an answer.
struct FoundFacility {
    ObjectId id;
    FeatureIndex feature;
    std::vector<ObjectId> same_as;  ///< merged duplicates (a node in its area)
    std::string name;               ///< "" if it has none
    Theme theme = Theme::shelter;
    Facility facility;
    double distance_m = 0;   ///< to the nearest point of the object, 0 inside
    double bearing_deg = 0;  ///< towards its nearest point
    Location at;             ///< representative point
    std::optional<DamageStatement> damage;
    Certainty damage_certainty = Certainty::guessed;
    std::string damage_source{}, damage_reason{};  ///< as FoundDamage::source and ::reason
    /// What reports say of it as a shelter; nullopt: nobody said anything.
    std::optional<Condition> condition{};
    std::optional<std::uint32_t> people_now{};  ///< as last reported
    std::optional<double> age_h{};              ///< hours since what carries condition or damage
    /// A place that only a report knows: `id` is unset (ref 0) and `feature` must not be used.
    std::optional<EntryId> report{};
};

/// Facility::kind of a shelter that only reports know of.
inline constexpr std::string_view kReportedKind = "reported";

struct FacilityQuestion {
    Theme theme = Theme::shelter;
    Location near{};
    std::size_t count = 5;
    bool include_unchecked = false;
    bool include_closed = false;
    bool include_team = false;  ///< camps (audience team)
    std::optional<std::uint32_t>
        capacity_at_least{};          ///< places without a tagged capacity drop out
    std::vector<std::string> with{};  ///< "water", "medical", "wheelchair"
    std::optional<double> within_m{};
    Audience audience = Audience::team;  ///< whose eyes: reports beyond are as if never made
};

struct FacilityAnswer {
    std::vector<FoundFacility> found;  ///< nearest first, ties by lower id
    std::size_t unchecked_nearer = 0;  ///< left out only because unchecked (up to the last found)
    /// Left out as reported closed, unsafe or badly damaged (up to the last found).
    std::size_t out_nearer = 0;
    std::size_t in_map = 0;            ///< of this theme in the whole map, all suitabilities
    std::vector<std::string> wider;    ///< what would widen it, as advice lines
};
/// Nearest facilities "by air". `with` water/medical: on the object's own tags, or a place of
/// that theme within 300 m. What reports call closed, unsafe, or severely damaged or destroyed (a
/// place nobody checked: moderately) leaves the list, unless `include_closed`; what is full stays,
/// since people may still ask there. A shelter that only reports know of has the kind "reported"
/// and is unchecked, but needs no `include_unchecked`: somebody has spoken for it.
[[nodiscard]] FacilityAnswer nearest_facilities(const Map& map, const FacilityQuestion& question);
/// All of a theme in an area (whole map if nullopt), in Hilbert order, for exports.
[[nodiscard]] std::vector<FoundFacility> facilities_in(const Map& map, Theme theme,
                                                       const std::optional<Area>& area,
                                                       bool include_unchecked, bool include_team,
                                                       Audience audience = Audience::team);
/// Whether a kind of place is wanted; `kind` as in Facility.
using FacilityWish = std::function<bool(std::string_view kind, Suitability suitability)>;
/// Those of a theme whose representative points lie in the box, closed ones and those for the team
/// too, in no order: quick, for drawing. What is not wanted costs next to nothing.
[[nodiscard]] std::vector<FoundFacility> facilities_at(const Map& map, Theme theme,
                                                       const BoundingBox& box,
                                                       const FacilityWish& wanted,
                                                       Audience audience = Audience::team);

/// A damaged or impassable thing.
struct FoundDamage {
    ObjectId id;
    FeatureIndex feature;
    std::string name;
    DamageStatement statement;
    Certainty certainty = Certainty::guessed;
    Location at;
    double length_m = 0;  ///< of roads: of the stretch
    Doubt doubt{};
    std::optional<UnixSeconds> observed_at{};  ///< of what carries the condition
    /// "OpenStreetMap tag", "seen", "imagery (EMSR190)"; source_value is the statement's.
    std::string source{};
    std::string reason{};  ///< as Condition::reason; "" if nothing but tags speaks of it
    Limits limits{};
    Audience audience = Audience::open_to_all;
    std::optional<WayStretch> stretch{};  ///< only this part of the way
    /// A place that only a report knows: `id` is unset (ref 0) and `feature` must not be used.
    std::optional<EntryId> report{};
};
/// Its shape: the stretch, the object, or the point of a report.
void read_shape(const Map& map, const FoundDamage& found, Geometry& into);
struct DamageQuestion {
    std::optional<Area> area{};
    enum class Of { all, roads, buildings } of = Of::all;
    Grade at_least = Grade::slight;  ///< `none` and `unknown` are listed only if asked for
    bool include_unknown = false;
    Audience audience = Audience::team;  ///< whose eyes: reports beyond are as if never made
};
struct DamageAnswer {
    std::vector<FoundDamage> found;           ///< worst first
    std::array<std::uint64_t, 6> by_grade{};  ///< counts, indexed by Grade
    double road_km_blocked = 0, road_km_restricted = 0;
    std::uint64_t roads = 0, buildings = 0;  ///< in the area at all
    double road_km = 0;
    std::uint64_t assessed_roads = 0, assessed_buildings = 0;  ///< somebody said something of them
};
[[nodiscard]] DamageAnswer damage_in(const Map& map, const DamageQuestion& question);
/// What is said of things whose boxes touch the box, all grades, in the map's order; without totals
/// and without a look at the shapes: quick, for drawing.
[[nodiscard]] std::vector<FoundDamage> damage_near(const Map& map, const BoundingBox& box,
                                                   Audience audience = Audience::team);

/// A report that stands, beside what all evidence says of the same thing.
struct FoundReport {
    EntryId entry;
    Report report;
    Audience audience = Audience::team;
    DeviceKey device;
    bool accepted = true, from_the_future = false;
    std::size_t confirmed = 0, disputed = 0;  ///< by how many
    bool used = false;                        ///< it carries the condition of its thing
    Certainty certainty = Certainty::reported;
    Doubt doubt{};
    std::string reason;  ///< as Condition::reason; "" for needs, hazards and notes
};
struct ReportQuestion {
    std::optional<Area> area{};
    Audience audience = Audience::team;
};
/// All standing reports whose places lie in the area, in the order of entries. Needs are for the
/// team alone; what is said of refuges for people at risk is in no answer.
[[nodiscard]] std::vector<FoundReport> reports_in(const Map& map, const ReportQuestion& question);

/// Everything that is said of an object, all matters, newest first, those not used too.
[[nodiscard]] std::vector<EvidenceLine> evidence_of(const Map& map, ObjectId object);
/// Its conditions: one a matter, several where stretches of a way differ.
[[nodiscard]] std::vector<Condition> conditions_of(const Map& map, ObjectId object);

/// What people asked for, at one place.
struct FoundNeed {
    std::string what;  ///< "water", "medical", …
    std::string name;  ///< of the place, "" if none
    std::optional<ObjectId> object;
    Location at;
    std::optional<std::uint32_t> people;  ///< the largest number anybody named
    std::size_t witnesses = 0;            ///< distinct people
    bool met = false;                     ///< somebody saw it answered, later
    bool unverified = false;
    UnixSeconds first = 0, newest = 0;
    std::vector<EntryId> reports;  ///< newest first
    Audience audience = Audience::team;
};
struct NeedQuestion {
    std::optional<Area> area{};
    bool include_met = false;
};
struct NeedAnswer {
    std::vector<FoundNeed> found;  ///< most people first, then most witnesses
    std::size_t met = 0;           ///< left out as answered
};
[[nodiscard]] NeedAnswer needs_in(const Map& map, const NeedQuestion& question);

/// Something that somebody should look at.
struct FoundRecheck {
    ObjectId id;
    std::optional<EntryId> report;  ///< a free report: `id` is unset
    std::string name, what;         ///< "bridge", "shelter", "hospital", "road", …
    Location at;
    /// "seen open before the earthquake", "disputed", "nobody has looked", "good news waits", …
    std::string why;
    std::optional<UnixSeconds> last_observed;
    std::uint64_t depends = 0;  ///< how many depend on it …
    std::string depends_on_it;  ///< … of what: "420 buildings within 1 km"
};
struct RecheckQuestion {
    std::optional<Area> area{};
    std::size_t count = 20;
};
struct RecheckAnswer {
    /// Most depend on it first: buildings nearby and a shelter's places; hospitals, main roads and
    /// what reports leave in doubt weigh more than other things.
    std::vector<FoundRecheck> found;
    std::size_t in_all = 0;
};
[[nodiscard]] RecheckAnswer recheck_in(const Map& map, const RecheckQuestion& question);

/// What a report about a place is anchored to: the nearest road's stretch between two junctions (at
/// most 30 m away) for passability, so that two people who stood a few metres apart speak of one
/// thing; the building or bridge for damage, the shelter for a shelter report or a need (inside, or
/// at most 30 m away); nothing if there is none.
[[nodiscard]] Anchor anchor_at(const Map& map, ReportKind kind, Location at);
/// The whole object, at its representative point. UsageError if the map does not hold it.
[[nodiscard]] Anchor anchor_of(const Map& map, ObjectId object);

/// A match of `find`.
struct FoundName {
    ObjectId id;
    FeatureIndex feature;
    std::string name;     ///< as the map writes it
    std::string matched;  ///< the name that matched, if another one ("Helsingfors")
    std::string kind;     ///< "place=city", "highway=primary", …
    Location at;
    double score = 0;  ///< higher is better
    std::optional<double> distance_m;
    bool exact = false;  ///< every word matched whole, without a typo
    bool whole = false;  ///< exact, and the text is the thing's whole name, not a part of it
};
struct FindQuestion {
    std::string text{};
    std::optional<Location> near{};
    std::size_t count = 10;
    std::string lang{};  ///< preferred language of names, "" for local
};
/// Any language and script, accents and case folded, one typo a word, P-codes, addresses.
[[nodiscard]] std::vector<FoundName> find_names(const Map& map, const FindQuestion& question);
/// The nearest spellings to a text nothing matched: for "did you mean".
[[nodiscard]] std::vector<std::string> suggest_names(const Map& map, std::string_view text,
                                                     std::size_t count = 3);

}  // namespace konbit
