// Roads and barriers of real extracts that a careless reading gets wrong: first their tags as they
// stand there (© OpenStreetMap contributors, ODbL), then, where the data is, the objects
// themselves.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "import/importer.hpp"
#include "mapper/network/road_tags.hpp"
#include "mapper/store/base_map.hpp"
#include "tests/route/literal_map.hpp"
#include "tests/support/test_map.hpp"

namespace konbit::test {
namespace {

struct Trap {
    const char* extract;
    ObjectId id;
    const char* tags;  ///< joined by "|": what matters of them
    const char* who;
    const char* told;
};

constexpr ObjectId way(std::int64_t ref) {
    return {ObjectType::way, ref};
}
constexpr ObjectId node(std::int64_t ref) {
    return {ObjectType::node, ref};
}

const char* const kA = "andorra-2026.osm.pbf";
const char* const kL = "liechtenstein-2015.osm.pbf";
const char* const kM = "monaco-2016.osm.pbf";
const char* const kH = "helsinki-centre.osm.pbf";
const char* const kP = "porto-alegre.osm.pbf";

const char* const kPontPla =
    "access=no|bicycle=no|bridge=yes|foot=no|highway=primary|maxspeed=60|maxweight=3.5|"
    "motor_vehicle=yes|oneway=no";
const char* const kGoulart =
    "highway=secondary|oneway=yes|maxlength:conditional=7 @ (Mo-Fr 07:00-19:00; Sa 07:00-14:00)|"
    "maxweight:conditional=15 @ (Mo-Fr 07:00-19:00; Sa 07:00-14:00)";

const Trap kTraps[]{
    // access=no, and motor vehicles alone let in, up to 3.5 t
    {kA, way(24364513), kPontPla, "car", "open|open|"},
    {kA, way(24364513), kPontPla, "foot", "closed|closed|foot=no"},
    {kA, way(24364513), kPontPla, "bicycle", "closed|closed|bicycle=no"},
    {kA, way(24364513), kPontPla, "truck", "closed|closed|maxweight=3.5"},
    {kA, way(24364513), kPontPla, "truck t=3.4", "open|open|"},
    // bridges and streets that do not bear a truck, or are too narrow for its length
    {kA, way(32819142), "highway=tertiary|maxweight=2.1", "truck", "closed|closed|maxweight=2.1"},
    {kM, way(23009810), "highway=tertiary|maxlength=8|maxweight=10", "truck",
     "closed|closed|maxlength=8"},
    {kM, way(23009810), "highway=tertiary|maxlength=8|maxweight=10", "truck l=7.9 t=9",
     "open|open|"},
    {kM, way(23009810), "highway=tertiary|maxlength=8|maxweight=10", "truck l=7.9 t=11",
     "closed|closed|maxweight=10"},
    {kP, way(286524294), "bridge=yes|hgv=no|highway=residential|maxweight=4|surface=wood", "truck",
     "closed|closed|maxweight=4"},
    {kP, way(286524294), "bridge=yes|hgv=no|highway=residential|maxweight=4|surface=wood",
     "truck t=3.9", "closed|closed|hgv=no"},
    {kP, way(286524294), "bridge=yes|hgv=no|highway=residential|maxweight=4|surface=wood", "car",
     "open|open|"},
    // only by the hour: Monday morning, Sunday
    {kP, way(326309697), kGoulart, "truck at=2026-04-06T08:00",
     "closed|closed|maxlength:conditional=7 @ (Mo-Fr 07:00-19:00; Sa 07:00-14:00)"},
    {kP, way(326309697), kGoulart, "truck l=6.9 at=2026-04-06T08:00",
     "closed|closed|maxweight:conditional=15 @ (Mo-Fr 07:00-19:00; Sa 07:00-14:00)"},
    {kP, way(326309697), kGoulart, "truck at=2026-04-05T08:00", "open|closed|oneway=yes"},
    {kP, way(326309697), kGoulart, "truck at=2026-04-11T15:00", "open|closed|oneway=yes"},
    // a bus lane: for responders, and no profile is one
    {kP, way(69749638), "access=no|bus=designated|emergency=yes|highway=service|oneway=yes", "car",
     "closed|closed|access=no"},
    {kP, way(69749638), "access=no|bus=designated|emergency=yes|highway=service|oneway=yes",
     "truck", "closed|closed|access=no"},
    // words that nobody can understand
    {kH, node(5110604346),
     "barrier=gate|access=conditional=yes @ (Mo-Fr 08:00-20:00, Sa "
     "08:00-16:00)",
     "car",
     "open|60| / access=conditional=yes @ (Mo-Fr 08:00-20:00, Sa 08:00-16:00): not understood, as "
     "if it were not there"},
    {kL, way(239350669), "highway=cycleway|foot=yes|access=no|bicycle=yes|motor_vehicle=unbekannt",
     "car",
     "closed|closed|highway=cycleway / motor_vehicle=unbekannt: not understood, as if it were not "
     "there"},
    {kL, way(239350669), "highway=cycleway|foot=yes|access=no|bicycle=yes|motor_vehicle=unbekannt",
     "bicycle", "open|open|"},
    // height restrictors
    {kA, node(9217102850), "barrier=height_restrictor|maxheight=2.5|maxweight=3.5", "truck",
     "closed|0|maxheight=2.5"},
    {kA, node(9217102850), "barrier=height_restrictor|maxheight=2.5|maxweight=3.5", "car",
     "open|0|"},
    {kA, node(4956634315), "barrier=height_restrictor|maxheight=4.30", "truck", "open|0|"},
    {kA, node(4956634315), "barrier=height_restrictor|maxheight=4.30", "truck h=4.4",
     "closed|0|maxheight=4.30"},
    {kA, node(12270517237), "barrier=height_restrictor", "truck",
     "closed|0|barrier=height_restrictor"},
    {kA, node(12270517237), "barrier=height_restrictor", "car", "open|0|"},
    // a locked gate
    {kA, node(9208010531), "barrier=gate|bicycle=unknown|foot=unknown|locked=yes", "car",
     "closed|60|locked=yes"},
    {kA, node(9208010531), "barrier=gate|bicycle=unknown|foot=unknown|locked=yes", "foot",
     "closed|5|locked=yes / foot=unknown: not understood, as if it were not there"},
    // a bollard that lets motorcycles by
    {kP, node(2129191187), "barrier=bollard|bicycle=yes|foot=yes|motorcycle=yes", "motorcycle",
     "open|0|"},
    {kP, node(2129191187), "barrier=bollard|bicycle=yes|foot=yes|motorcycle=yes", "car",
     "closed|0|barrier=bollard"},
    // a ford on a track
    {kA, node(1832215787), "ford=yes|intermittent=yes", "car", "closed|0|ford=yes"},
    {kA, node(1832215787), "ford=yes|intermittent=yes", "4x4", "open|60|"},
    {kA, node(1832215787), "ford=yes|intermittent=yes", "foot", "open|60|"},
    {kA, node(1832215787), "ford=yes|intermittent=yes", "4x4 flood", "closed|0|ford=yes"},
    // a tunnel with the usual height
    {kA, way(182549287),
     "bicycle=no|foot=no|highway=trunk|maxheight=default|maxspeed=60|oneway=yes|tunnel=yes",
     "truck", "open|closed|oneway=yes"},
    // against the direction in which it was drawn; a roundabout without oneway=*
    {kA, way(423303061), "access=yes|highway=service|maxspeed=50|oneway=-1", "car",
     "closed|open|oneway=-1"},
    {kA, way(423303061), "access=yes|highway=service|maxspeed=50|oneway=-1", "foot", "open|open|"},
    {kL, way(163947222), "oneway=-1|highway=secondary_link|maxspeed=60", "truck",
     "closed|open|oneway=-1"},
    {kA, way(6165721), "highway=primary|junction=roundabout", "truck",
     "open|closed|junction=roundabout"},
    {kA, way(6165721), "highway=primary|junction=roundabout", "foot", "open|open|"},
    // the tunnel of Envalira: 4.3 m, no feet
    {kA, way(6176755),
     "access=yes|bicycle=no|foot=no|highway=trunk|maxheight=4.3|maxspeed=80|oneway=no|tunnel=yes",
     "truck h=4.4", "closed|closed|maxheight=4.3"},
    {kA, way(6176755),
     "access=yes|bicycle=no|foot=no|highway=trunk|maxheight=4.3|maxspeed=80|oneway=no|tunnel=yes",
     "truck h=4", "open|open|"},
    {kA, way(6176755),
     "access=yes|bicycle=no|foot=no|highway=trunk|maxheight=4.3|maxspeed=80|oneway=no|tunnel=yes",
     "foot", "closed|closed|foot=no"},
};

const char* word(RoadAccess access) {
    if (access == RoadAccess::open) return "open";
    return access == RoadAccess::closed ? "closed" : "ends";
}

/// "open|closed|reason / warning" of a way, "open|seconds|reason / warning" of a node.
std::string told(const Trap& trap, const Tags& tags) {
    const std::string_view who{trap.who};
    const auto& profile = literal_profile(who.substr(0, who.find(' ')));
    const auto trip = literal_trip(who);
    Tags kept;
    std::string text;
    const auto finish = [&](const auto& use) {
        text += use.reason;
        for (const auto& warning : use.warnings) text += " / " + warning;
    };
    if (trap.id.type == ObjectType::node) {
        keep_node_tags(tags, kept);
        const auto use = profile.node_use(kept, trip);
        text = std::string{word(use.access)} + "|" + std::to_string(static_cast<int>(use.delay_s)) +
               "|";
        finish(use);
    } else {
        keep_road_tags(tags, kept);
        const auto use = profile.use(kept, road_flags(tags, road_part(tags)), trip);
        text = std::string{word(use.forward)} + "|" + word(use.backward) + "|";
        finish(use);
    }
    return text;
}

Tags tags_of(std::string_view text) {
    Tags tags;
    while (true) {
        const auto part = text.substr(0, text.find('|'));
        const auto equals = part.find('=');
        tags.add(part.substr(0, equals), part.substr(equals + 1));
        if (part.size() == text.size()) return tags;
        text.remove_prefix(part.size() + 1);
    }
}

TEST(ProfileTraps, AsLiterals) {
    for (const Trap& trap : kTraps) {
        EXPECT_EQ(told(trap, tags_of(trap.tags)), trap.told) << to_string(trap.id) << trap.who;
    }
}

/// An extract, imported once for all traps in it; nullopt: it is not there.
std::optional<BaseMap> imported(const TestFolder& folder, const std::string& name) {
    const char* set = std::getenv("KONBIT_DATA");
    const auto data = set != nullptr ? std::filesystem::path{set}
                                     : std::filesystem::path{KONBIT_SOURCE_DIR} / "../shared/data";
    const auto extract = data / "osm" / name;
    if (!std::filesystem::exists(extract)) return std::nullopt;
    const auto map = folder.path() / (name + ".konbit");
    (void)import_extract({.extract = extract, .map = map, .memory_bytes = 256U << 20});
    return BaseMap::open(map);
}

TEST(ProfileTraps, AsObjects) {
    const TestFolder folder;
    std::map<std::string, std::optional<BaseMap>> maps;
    std::string missing;
    for (const Trap& trap : kTraps) {
        auto map = maps.find(trap.extract);
        if (map == maps.end()) {
            map = maps.emplace(trap.extract, imported(folder, trap.extract)).first;
            if (!map->second) missing += std::string{" "} + trap.extract;
        }
        if (!map->second) continue;
        const auto object = map->second->object(trap.id);
        ASSERT_TRUE(object) << to_string(trap.id);
        EXPECT_EQ(told(trap, object->tags), trap.told) << to_string(trap.id) << trap.who;
    }
    if (!missing.empty()) GTEST_SKIP() << "not below KONBIT_DATA:" << missing;
}

}  // namespace
}  // namespace konbit::test
