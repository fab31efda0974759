// The compiled rules against the plain reading of them.
#include "render/style/tag_matcher.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint8_t kLine = 1U << static_cast<unsigned>(GeometryKind::line);
constexpr std::uint8_t kAnyKind = 0xF;

std::vector<std::uint16_t> matches(const TagMatcher& matcher, const Tags& tags, double zoom = 10,
                                   GeometryKind kind = GeometryKind::line) {
    std::vector<std::uint16_t> found;
    matcher.match(tags, kind, zoom, found);
    return found;
}

bool line_holds(const MatchSpec::Line& line, const Tags& tags) {
    return std::ranges::any_of(tags, [&](const Tag& tag) {
        return tag.key == line.key &&
               (line.values.empty() ||
                std::ranges::find(line.values, tag.value) != line.values.end());
    });
}

bool spec_holds(const MatchSpec& spec, const Tags& tags, GeometryKind kind, double zoom) {
    if ((spec.kinds >> static_cast<unsigned>(kind) & 1U) == 0) return false;
    if (zoom < spec.from_zoom || zoom >= spec.to_zoom) return false;
    const auto holds = [&](const MatchSpec::Line& line) { return line_holds(line, tags); };
    return std::ranges::none_of(spec.none_of, holds) &&
           std::ranges::any_of(
               spec.any_of, [&](const auto& group) { return std::ranges::all_of(group, holds); });
}

TEST(TagMatcher, FindsByValueAnyValueAndSeveralLines) {
    const TagMatcher matcher{{{{{{"highway", {"trunk", "primary"}}}}, {}, kLine},
                              {{{{"highway", {}}}}, {}, kLine},
                              {{{{"highway", {}}, {"bridge", {"yes"}}}}, {}, kLine},
                              {{{{"highway", {}}}}, {{"bridge", {}}}, kLine}}};
    EXPECT_THAT(matches(matcher, {{"highway", "trunk"}}), ElementsAre(0, 1, 3));
    EXPECT_THAT(matches(matcher, {{"bridge", "yes"}, {"highway", "path"}}), ElementsAre(1, 2));
    EXPECT_THAT(matches(matcher, {{"bridge", "yes"}}), IsEmpty());
    EXPECT_THAT(matches(matcher, {}), IsEmpty());
    EXPECT_THAT(matches(matcher, {{"", ""}, {"highwa", "trunk"}}), IsEmpty());
}

TEST(TagMatcher, HeedsKindAndZoom) {
    const TagMatcher matcher{{{{{{"a", {"b"}}}}, {}, kLine, 5, 9}}};
    EXPECT_THAT(matches(matcher, {{"a", "b"}}, 4.9), IsEmpty());
    EXPECT_THAT(matches(matcher, {{"a", "b"}}, 5), ElementsAre(0));
    EXPECT_THAT(matches(matcher, {{"a", "b"}}, 9), IsEmpty());
    EXPECT_THAT(matches(matcher, {{"a", "b"}}, 5, GeometryKind::area), IsEmpty());
}

TEST(TagMatcher, AppendsAndKeepsWhatIsThere) {
    const TagMatcher matcher{{{{{{"a", {}}}}, {}, kAnyKind}}};
    std::vector<std::uint16_t> found{7};
    matcher.match({{"a", "b"}}, GeometryKind::point, 3, found);
    EXPECT_THAT(found, ElementsAre(7, 0));
}

TEST(TagMatcher, WithoutSpecsFindsNothing) {
    EXPECT_THAT(matches(TagMatcher{{}}, {{"a", "b"}}), IsEmpty());
}

TEST(TagMatcher, AgreesWithThePlainReading) {
    std::mt19937 random{20260312};
    const auto below = [&](unsigned n) { return random() % n; };
    // Few words, some of them alike in length and at both ends, so that all kinds of hits happen.
    const std::vector<std::string> words{
        "a",    "ab", "highway",     "highwxy",      "name",
        "nume", "",   "residential", "resident-ial", "resiXential"};
    const auto word = [&] { return words[below(static_cast<unsigned>(words.size()))]; };
    const auto line = [&] {
        MatchSpec::Line made{word(), {}};
        for (unsigned i = below(3); i > 0; --i) made.values.push_back(word());
        return made;
    };
    std::size_t hits = 0;
    for (int round = 0; round < 60; ++round) {
        std::vector<MatchSpec> specs(1 + below(150));
        for (MatchSpec& spec : specs) {
            spec.kinds = static_cast<std::uint8_t>(below(16));
            spec.from_zoom = static_cast<float>(below(12));
            spec.to_zoom = spec.from_zoom + static_cast<float>(1 + below(12));
            spec.any_of.resize(1 + below(2));
            for (auto& group : spec.any_of) {
                for (unsigned i = 1 + below(2); i > 0; --i) group.push_back(line());
            }
            for (unsigned i = below(2); i > 0; --i) spec.none_of.push_back(line());
        }
        const TagMatcher matcher{specs};
        for (int question = 0; question < 100; ++question) {
            std::vector<std::string> texts;
            for (unsigned i = 2 * below(6); i > 0; --i) texts.push_back(word());
            Tags tags;
            for (std::size_t i = 0; i + 1 < texts.size(); i += 2) tags.add(texts[i], texts[i + 1]);
            const auto kind = static_cast<GeometryKind>(below(4));
            const double zoom = below(20);
            std::vector<std::uint16_t> expected;
            for (std::size_t s = 0; s < specs.size(); ++s) {
                if (spec_holds(specs[s], tags, kind, zoom)) {
                    expected.push_back(static_cast<std::uint16_t>(s));
                }
            }
            hits += expected.size();
            ASSERT_EQ(matches(matcher, tags, zoom, kind), expected) << "round " << round;
        }
    }
    EXPECT_GT(hits, 1000U);
}

}  // namespace
}  // namespace konbit
