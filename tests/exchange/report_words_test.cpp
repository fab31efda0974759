#include "mapper/exchange/report_words.hpp"

#include <gtest/gtest.h>

#include "mapper/query/fold.hpp"

namespace konbit {
namespace {

TEST(ReportWords, OurOwnWordsAreAllKnown) {
    for (const std::string_view word : {"open", "restricted", "blocked", "unknown"}) {
        EXPECT_EQ(said_passability(word), parse_passability(word)) << word;
    }
    for (const std::string_view word :
         {"none", "slight", "moderate", "severe", "destroyed", "unknown"}) {
        EXPECT_EQ(said_grade(word), parse_grade(word)) << word;
    }
    for (const std::string_view word : {"open", "full", "closed", "unsafe", "unknown"}) {
        EXPECT_EQ(said_shelter_status(word), parse_shelter_status(word)) << word;
    }
    for (const std::string_view word : {"seen", "heard", "imagery"}) {
        EXPECT_EQ(said_method(word), parse_method(word)) << word;
    }
    for (const std::string_view word :
         {"road", "bridge", "building", "shelter", "water", "need", "hazard", "note"}) {
        EXPECT_TRUE(said_thing(word)) << word;
    }
    for (const std::string_view word : {"working", "dry", "dirty", "broken", "met", "not met"}) {
        EXPECT_TRUE(said_met(word)) << word;
    }
}

TEST(ReportWords, AWordIsKnownWholeOrNotAtAll) {
    EXPECT_FALSE(said_passability(""));
    EXPECT_FALSE(said_passability("ope"));
    EXPECT_FALSE(said_passability("open|passable"));
    EXPECT_FALSE(said_passability("not open"));
    EXPECT_FALSE(said_grade("1"));
    EXPECT_FALSE(said_grade("kraze"));  // broken, or destroyed: people differ
    EXPECT_FALSE(said_met("unknown"));
}

TEST(ReportWords, BadNewsIsNeverReadAsGood) {
    for (const auto* text : {"Non", "NO", "0", "false", "Bloqué", "fèmen", "pa ka pase", "Cerrada",
                             "impraticable", "not passable", "coupée"}) {
        EXPECT_EQ(said_passability(fold(text)), Passability::blocked) << text;
    }
    for (const auto* text : {"sèch", "Not working", "en panne", "no funciona", "kase"}) {
        EXPECT_EQ(said_met(fold(text)), false) << text;
    }
}

}  // namespace
}  // namespace konbit
