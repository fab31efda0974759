#include "render/style/legend.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "tests/style/style_folder.hpp"

namespace konbit {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::vector<std::string> titles(const std::vector<LegendSection>& legend) {
    std::vector<std::string> all;
    for (const auto& section : legend) all.push_back(section.title);
    return all;
}

std::vector<std::string> words(const std::vector<LegendSection>& legend, const std::string& title) {
    std::vector<std::string> all;
    for (const auto& section : legend) {
        if (section.title != title) continue;
        for (const auto& entry : section.entries) all.push_back(entry.words);
    }
    return all;
}

TEST(Legend, BeginsWithWhatMattersMost) {
    const auto legend = legend_of(shipped("humanitarian"), 17);
    EXPECT_THAT(titles(legend), ElementsAre("Damage and closures", "Shelters", "Services", "Roads",
                                            "Land and water"));
    EXPECT_EQ(words(legend, "Damage and closures").front(), "Road blocked");
    EXPECT_EQ(words(legend, "Shelters").front(), "Designated shelter");
    EXPECT_EQ(words(legend, "Services").front(), "Hospital");
}

TEST(Legend, ListsOnlyWhatTheZoomShows) {
    const Style& style = shipped("humanitarian");
    const auto far = legend_of(style, 9);
    EXPECT_THAT(words(far, "Roads"), Contains("Main road"));
    EXPECT_THAT(words(far, "Roads"), Not(Contains("Path")));
    EXPECT_THAT(words(far, "Damage and closures"), Not(Contains("Severe damage")));
    EXPECT_THAT(words(far, "Land and water"), Not(Contains("Building")));
    const auto near = legend_of(style, 16);
    EXPECT_THAT(words(near, "Roads"), Contains("Path"));
    EXPECT_THAT(words(near, "Damage and closures"), Contains("Severe damage"));
    EXPECT_THAT(words(near, "Land and water"), Contains("Building"));
}

TEST(Legend, LeavesOutWhatAStyleDoesNotPaint) {
    EXPECT_THAT(words(legend_of(shipped("humanitarian"), 12), "Land and water"),
                Contains("Forest"));
    EXPECT_THAT(words(legend_of(shipped("sunlight"), 12), "Land and water"),
                Not(Contains("Forest")));
}

TEST(Legend, SaysWhatLiesOutside) {
    for (const auto& name : kShippedNames) {
        const Style& style = shipped(name);
        EXPECT_THAT(words(legend_of(style, 12), "Land and water"), Contains("Outside this map"));
        const AreaPaint& outside = *style.outside().area;
        EXPECT_TRUE(outside.fill.visible() && outside.edge.visible()) << name;
        EXPECT_NE(outside.fill, style.land()) << name;
        EXPECT_NE(outside.fill, style.sea().fill) << name;
    }
}

TEST(Legend, SaysNothingTwiceAndHasSamples) {
    for (const auto& name : kShippedNames) {
        for (double zoom = 5; zoom <= 19; ++zoom) {
            std::set<std::string> seen;
            for (const auto& section : legend_of(shipped(name), zoom)) {
                EXPECT_FALSE(section.entries.empty()) << section.title;
                for (const auto& entry : section.entries) {
                    EXPECT_TRUE(seen.insert(entry.words).second) << entry.words << " at " << zoom;
                    std::visit([](const auto* sample) { EXPECT_NE(sample, nullptr); },
                               entry.sample);
                }
            }
        }
    }
}

TEST(Legend, NeverPromisesSafety) {
    for (const auto& section : legend_of(shipped("humanitarian"), 19)) {
        for (const auto& entry : section.entries) {
            for (const auto* word : {"safe", "OK", "clear", "undamaged"}) {
                EXPECT_THAT(entry.words, Not(testing::HasSubstr(word)));
            }
        }
    }
}

}  // namespace
}  // namespace konbit
