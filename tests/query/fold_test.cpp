#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "mapper/query/fold.hpp"
#include "mapper/query/spelling.hpp"

namespace konbit {
namespace {

using testing::ElementsAre;

TEST(Fold, DropsCaseAccentsAndPunctuation) {
    EXPECT_EQ(fold("Hospital Nostra Senyora de Meritxell"), "hospital nostra senyora de meritxell");
    EXPECT_EQ(fold("Gonaïves"), "gonaives");
    EXPECT_EQ(fold("Gonai\u0308ves"), "gonaives");
    EXPECT_EQ(fold("L\u2019Estère"), "l estere");
    EXPECT_EQ(fold("  Sant-Julià   (de Lòria) "), "sant julia de loria");
    EXPECT_EQ(fold("HT0511-02"), "ht0511 02");
    EXPECT_EQ(fold("Straße"), "strasse");
    EXPECT_EQ(fold("STRASSE"), "strasse");
    EXPECT_EQ(fold("Øresund Łódź Đà Nẵng Ægir"), "oresund lodz da nang aegir");
    EXPECT_EQ(fold("İstanbul ısı"), "istanbul isi");
    EXPECT_EQ(fold("Ａｎｄｏｒｒａ ﬁn Ⅳ"), "andorra fin iv");
    EXPECT_EQ(fold("Hawai\u02BBi"), "hawaii");
    EXPECT_EQ(fold("col·lègit"), "col legit");
    EXPECT_EQ(fold(""), "");
    EXPECT_EQ(fold("— ? !"), "");
}

TEST(Fold, KeepsOtherScripts) {
    // Points and hamzas go, letters stay; keyboards exchange final yeh and teh marbuta.
    EXPECT_EQ(fold("مَدْرَسَة"), fold("مدرسه"));
    EXPECT_EQ(fold("أحمد"), fold("احمد"));
    EXPECT_EQ(fold("مستشفى"), fold("مستشفي"));
    EXPECT_EQ(fold("شارع ٥"), fold("شارع 5"));
    // Devanagari vowel signs are letters.
    EXPECT_NE(fold("विद्यालय"), fold("वद्यलय"));
    EXPECT_EQ(fold("काठमाडौं"), "काठमाडौं");
    EXPECT_EQ(fold("Ελλάδα"), fold("ΕΛΛΑΔΑ"));
    EXPECT_EQ(fold("Київ"), fold("КИЇВ"));
    EXPECT_FALSE(fold("東京都").empty());
}

TEST(Fold, IsStable) {
    for (const std::string text : {"Straße İ Ø", "مَدْرَسَة", "Gonaïves", "ﬃ ǅ", "काठमाडौं"}) {
        EXPECT_EQ(fold(fold(text)), fold(text)) << text;
    }
}

TEST(Fold, SurvivesBrokenUtf8) {
    EXPECT_EQ(fold("a\xff"
                   "b"),
              "a b");
    EXPECT_EQ(fold("\xc3"), "");
    EXPECT_LE(fold(std::string(100'000, 'x')).size(), 4096u);
}

TEST(Fold, LongWordsAreCutBetweenLetters) {
    std::string accents;
    for (int i = 0; i < 100; ++i) accents += "ж";
    const auto folded = fold(accents);
    const auto words = words_of(folded);
    ASSERT_EQ(words.size(), 1u);
    EXPECT_EQ(words[0].size(), 120u);
    EXPECT_EQ(letter_count(words[0]), 60u);
    EXPECT_THAT(words_of("a  b c"), ElementsAre("a", "b", "c"));
}

TEST(Spelling, CountsEdits) {
    EXPECT_EQ(edit_distance("ipiranga", "ipirnga", 3), 1u);
    EXPECT_EQ(edit_distance("avenida", "avneida", 3), 1u);
    EXPECT_EQ(edit_distance("kitten", "sitting", 3), 3u);
    EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3u) << "limit + 1";
    EXPECT_EQ(edit_distance("жук", "жак", 3), 1u) << "letters, not bytes";
    EXPECT_EQ(edit_distance("", "abc", 3), 3u);
    EXPECT_EQ(edit_distance("", "", 3), 0u);
}

}  // namespace
}  // namespace konbit
