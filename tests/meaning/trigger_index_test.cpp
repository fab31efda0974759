// The index may name too many rules, never too few: compared with trying every rule.
#include "mapper/meaning/trigger_index.hpp"

#include <algorithm>
#include <random>

#include "mapper/meaning/rule_file.hpp"
#include "tests/meaning/described.hpp"
#include "tests/meaning/rule_table.hpp"

namespace konbit {
namespace {

std::vector<MeaningRule> rules_of_all_files() {
    std::vector<MeaningRule> all;
    for (const auto& [name, kind] :
         {std::pair{"shelter", RuleFileKind::places}, std::pair{"care", RuleFileKind::places},
          std::pair{"water", RuleFileKind::places}, std::pair{"supply", RuleFileKind::places},
          std::pair{"damage", RuleFileKind::damage},
          std::pair{"passability", RuleFileKind::passability},
          std::pair{"protected", RuleFileKind::protected_places}}) {
        RuleFile file = read_rule_file(rules_folder() / (std::string{name} + ".yaml"), kind);
        std::ranges::move(file.rules, std::back_inserter(all));
    }
    return all;
}

/// Up to eight tags, each taken from some object of the rule table.
Tags shuffled_tags(std::mt19937& random) {
    std::vector<Tag> tags;
    const auto rows = rule_table();
    const std::size_t wanted = random() % 8;
    while (tags.size() < wanted) {
        const RuleRow& row = rows[random() % rows.size()];
        const Drawn drawn = draw(random() % 2 == 0 ? row.yes : row.no);
        tags.push_back(drawn.tags.span()[random() % drawn.tags.size()]);
    }
    return Tags{tags};
}

TEST(TriggerIndex, MissesNoRuleThatHolds) {
    const std::vector<MeaningRule> rules = rules_of_all_files();
    TriggerIndex index;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        index.add(rules[i], static_cast<std::uint16_t>(i));
    }
    constexpr unsigned kSeed = 7;
    std::mt19937 random{kSeed};
    std::size_t held = 0;
    for (int round = 0; round < 20'000; ++round) {
        const Tags tags = shuffled_tags(random);
        const Subject subject{tags, GeometryKind::area, 500};
        const auto candidates = index.candidates(tags);
        EXPECT_TRUE(std::ranges::is_sorted(candidates));
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (matched_tags(rules[i], subject).empty()) continue;
            ++held;
            ASSERT_TRUE(std::ranges::binary_search(candidates, i))
                << rules[i].where << " seed " << kSeed << " round " << round;
            ASSERT_TRUE(meaning().may_matter(tags));
        }
    }
    EXPECT_GT(held, 20'000U);
}

TEST(TriggerIndex, TurnsOrdinaryThingsAway) {
    for (const char* object :
         {"area 80 building=yes", "area 80 building=house|addr:housenumber=3|addr:street=Rue",
          "line highway=residential|name=Rue|surface=asphalt|oneway=yes|maxspeed=30",
          "line highway=primary|bridge=yes|layer=1|smoothness=good|lanes=2", "natural=tree",
          "line waterway=river|name=Valira", "area 9 landuse=forest|leaf_type=mixed",
          "amenity=bench", "shelter=yes|highway=bus_stop", "emergency=fire_hydrant", "=",
          "damage:=x"}) {
        EXPECT_FALSE(meaning().may_matter(draw(object).tags)) << object;
    }
}

}  // namespace
}  // namespace konbit
