// What holds of the rule of evidence for any statements at all.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/situation/told.hpp"

namespace konbit {
namespace {

using test::minute;
using test::shown;

constexpr int kStories = 3'000;

class RandomStory {
public:
    explicit RandomStory(std::uint32_t seed) : random_{seed} {}

    Statement statement(std::uint32_t number) {
        Statement s;
        s.entry = test::entry_number(number);
        s.how = static_cast<Method>(pick(4));
        s.observed = minute(pick(12) * 20);
        s.person = std::string(1, static_cast<char>('A' + pick(3)));
        s.accepted = pick(4) != 0;
        s.value = static_cast<std::uint8_t>(pick(4));
        if (pick(8) == 0) s.photo_taken = s.observed + 60 * (pick(200) - 100);
        if (pick(10) == 0) s.product = {"product", static_cast<std::uint32_t>(pick(3))};
        if (pick(5) == 0) s.source_id = pick(2) == 0 ? "kobo:1" : "kobo:2";
        if (s.value == 2 && pick(2) == 0) s.limits.height_m = 2.5 + pick(3);
        return s;
    }
    std::vector<Statement> story() {
        std::vector<Statement> all;
        const auto count = 1 + pick(6);
        for (int i = 0; i < count; ++i) all.push_back(statement(static_cast<std::uint32_t>(i + 1)));
        if (pick(4) == 0) {
            auto doubt = statement(99);
            doubt.disputes = all[static_cast<std::size_t>(pick(count))].entry;
            doubt.value = 0;
            doubt.product = {};
            all.push_back(doubt);
        }
        return all;
    }
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    std::mt19937& random() { return random_; }

private:
    std::mt19937 random_;
};

const Moment kMoment{.as_of = minute(200), .events = {minute(100)}};

TEST(EvidenceProperty, TheOrderOfArrivalDoesNotMatter) {
    RandomStory random{1};
    for (int i = 0; i < kStories; ++i) {
        auto story = random.story();
        const auto expected = shown(judge(story, kMoment), story);
        for (int turn = 0; turn < 4; ++turn) {
            std::shuffle(story.begin(), story.end(), random.random());
            ASSERT_EQ(shown(judge(story, kMoment), story), expected);
        }
    }
}

// "Makes it better": from a known value to a lesser one.
bool better(std::uint8_t now, std::uint8_t before) {
    return before != 0 && now < before;
}

TEST(EvidenceProperty, OnlyWhatWasSeenMakesItBetter) {
    RandomStory random{2};
    for (int i = 0; i < kStories; ++i) {
        auto story = random.story();
        const auto before = judge(story, kMoment);
        auto more = random.statement(50);
        if (more.how == Method::seen) more.how = Method::heard;
        more.product = {};
        story.push_back(more);
        EXPECT_FALSE(better(judge(story, kMoment).value, before.value));
    }
}

TEST(EvidenceProperty, NoStrangerMakesItBetter) {
    RandomStory random{3};
    for (int i = 0; i < kStories; ++i) {
        auto story = random.story();
        const auto before = judge(story, kMoment);
        auto more = random.statement(50);
        more.accepted = false;
        story.push_back(more);
        const auto after = judge(story, kMoment);
        EXPECT_FALSE(better(after.value, before.value));
        if (after.value == before.value && after.value == 1) {  // how sure good news is
            EXPECT_LE(after.certainty, before.certainty);
        }
    }
}

TEST(EvidenceProperty, NewerOrStrongerBadNewsNeverMakesItBetter) {
    RandomStory random{4};
    for (int i = 0; i < kStories; ++i) {
        auto story = random.story();
        const auto before = judge(story, kMoment);
        auto more = random.statement(50);
        more.product = {};
        more.value = std::max<std::uint8_t>(more.value, before.value);
        if (more.value == 0) continue;
        story.push_back(more);
        EXPECT_FALSE(better(judge(story, kMoment).value, before.value));
    }
}

TEST(EvidenceProperty, TheNewestBadNewsIsUsed) {
    RandomStory random{5};
    for (int i = 0; i < kStories; ++i) {
        auto story = random.story();
        auto more = random.statement(50);
        more.product = {};
        more.value = 3;
        more.observed = kMoment.as_of;
        story.push_back(more);
        EXPECT_EQ(int{judge(story, kMoment).value}, 3);
    }
}

TEST(EvidenceProperty, TheFutureChangesNothingButIsListed) {
    RandomStory random{6};
    for (int i = 0; i < kStories; ++i) {
        auto story = random.story();
        auto before = judge(story, kMoment);
        auto more = random.statement(50);
        more.observed = kMoment.as_of + 1;
        story.push_back(more);
        auto after = judge(story, kMoment);
        EXPECT_EQ(after.from_the_future.size(), before.from_the_future.size() + 1);
        after.from_the_future = before.from_the_future = {};
        EXPECT_EQ(after, before);
    }
}

TEST(EvidenceProperty, TheSameSourceTwiceIsOnce) {
    RandomStory random{7};
    for (int i = 0; i < kStories; ++i) {
        auto story = random.story();
        for (std::size_t s = 0; s < story.size(); ++s)
            story[s].source_id = "kobo:" + std::to_string(s);
        const auto once = judge(story, kMoment);
        auto again = story;
        again.insert(again.end(), story.begin(), story.end());
        const auto twice = judge(again, kMoment);
        EXPECT_EQ(int{twice.value}, int{once.value});
        EXPECT_EQ(twice.certainty, once.certainty);
        EXPECT_EQ(twice.disputed, once.disputed);
    }
}

TEST(EvidenceProperty, ConfirmedNeedsTwoPeopleOrAPhoto) {
    RandomStory random{8};
    int confirmed = 0;
    for (int i = 0; i < kStories; ++i) {
        const auto story = random.story();
        const auto v = judge(story, kMoment);
        if (v.certainty != Certainty::confirmed) continue;
        ++confirmed;
        std::vector<std::string> eyes;
        bool photo = false;
        for (const auto& s : story) {
            if (s.value != v.value || s.how != Method::seen || !s.accepted || s.disputes) continue;
            eyes.push_back(s.person);
            photo = photo || s.photo_taken.has_value();
        }
        std::sort(eyes.begin(), eyes.end());
        eyes.erase(std::unique(eyes.begin(), eyes.end()), eyes.end());
        EXPECT_TRUE(eyes.size() >= 2 || photo);
    }
    EXPECT_GT(confirmed, 50);
}

}  // namespace
}  // namespace konbit
