#include "mapper/store/name_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "mapper/model/error.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

std::vector<std::string> near(const NameIndex& names, std::string_view word) {
    std::vector<std::string> out;
    names.words_one_edit_away(word, [&](const NameWord& w) {
        out.emplace_back(w.text);
        return true;
    });
    return out;
}

/// The obvious way: every string one edit away from `word` over the letters.
std::set<std::string> all_edits(const std::string& word, const std::string& letters) {
    std::set<std::string> out;
    for (std::size_t i = 0; i <= word.size(); ++i) {
        for (const char c : letters) out.insert(word.substr(0, i) + c + word.substr(i));
        if (i == word.size()) break;
        out.insert(word.substr(0, i) + word.substr(i + 1));
        for (const char c : letters) out.insert(word.substr(0, i) + c + word.substr(i + 1));
        if (i + 1 < word.size())
            out.insert(word.substr(0, i) + word[i + 1] + word[i] + word.substr(i + 2));
    }
    out.erase(word);
    return out;
}

TEST(NameIndex, GivesBackWhatWasWritten) {
    const test::TestFolder folder;
    const auto path = folder.path() / "names.idx";
    NameIndexWriter writer;
    const std::vector<NameIndexWriter::Use> first{{writer.word_id("carrer"), 1},
                                                  {writer.word_id("major"), 1}};
    const std::vector<NameIndexWriter::Use> second{{writer.word_id("major"), 4}};
    writer.add({.feature = 7, .at = {1, 2}, .name_hash = 3, .importance = 40, .group = 1}, first);
    writer.add({.feature = 9, .at = {-5, -6}, .name_hash = 0, .importance = 200, .group = 2},
               second);
    writer.write(path, {42, 7});

    const auto names = NameIndex::open(path);
    EXPECT_EQ(names.key(), (NameIndexKey{42, 7}));
    EXPECT_EQ(names.entry_count(), 2u);
    EXPECT_EQ(names.word_count(), 2u);
    EXPECT_EQ(names.entry(0).feature, 9u) << "most important first";
    EXPECT_EQ(names.entry(1), (NamedEntry{7, {1, 2}, 3, 40, 1}));
    std::vector<NamePosting> postings;
    names.read_postings(names.find_word("major").value(), postings);
    EXPECT_THAT(postings, ElementsAre(NamePosting{0, 4}, NamePosting{1, 1}));
    EXPECT_FALSE(names.find_word("majo"));
    EXPECT_FALSE(names.find_word("majors"));
    EXPECT_THROW(static_cast<void>(names.entry(2)), DataError);
    EXPECT_THROW(static_cast<void>(writer.word_id(std::string(121, 'x'))), std::length_error);
}

TEST(NameIndex, AnEmptyOneAnswers) {
    const test::TestFolder folder;
    NameIndexWriter writer;
    writer.write(folder.path() / "names.idx", {});
    const auto names = NameIndex::open(folder.path() / "names.idx");
    EXPECT_EQ(names.entry_count(), 0u);
    EXPECT_FALSE(names.find_word("x"));
    EXPECT_THAT(near(names, "word"), IsEmpty());
}

TEST(NameIndex, EqualsBruteForce) {
    std::mt19937 random{7};
    const std::string letters = "abc";
    std::set<std::string> words;
    while (words.size() < 3000) {
        std::string word;
        for (auto n = 1 + random() % 9; n > 0; --n)
            word.push_back(letters[random() % letters.size()]);
        words.insert(word);
    }
    const test::TestFolder folder;
    NameIndexWriter writer;
    for (const auto& word : words) {
        const std::vector<NameIndexWriter::Use> uses{{writer.word_id(word), 0}};
        NamedEntry entry;
        entry.feature = static_cast<std::uint32_t>(random());
        writer.add(entry, uses);
    }
    writer.write(folder.path() / "names.idx", {});
    const auto names = NameIndex::open(folder.path() / "names.idx");
    for (int i = 0; i < 300; ++i) {
        std::string word;
        for (auto n = 1 + random() % 8; n > 0; --n)
            word.push_back(letters[random() % letters.size()]);
        std::set<std::string> expected;
        for (const auto& edit : all_edits(word, letters)) {
            if (words.contains(edit)) expected.insert(edit);
        }
        EXPECT_THAT(near(names, word), UnorderedElementsAreArray(expected)) << word;
        EXPECT_EQ(names.find_word(word).has_value(), words.contains(word)) << word;
        std::vector<std::string> begun;
        names.words_with_prefix(word, [&](const NameWord& w) {
            begun.emplace_back(w.text);
            return true;
        });
        std::vector<std::string> expected_begun;
        for (const auto& w : words) {
            if (w.starts_with(word)) expected_begun.push_back(w);
        }
        EXPECT_EQ(begun, expected_begun) << word;
    }
}

TEST(OneEdit, CountsLettersNotBytes) {
    EXPECT_TRUE(one_edit_apart("жук", "жак"));
    EXPECT_TRUE(one_edit_apart("жук", "ужк"));
    EXPECT_TRUE(one_edit_apart("жук", "жук1"));
    EXPECT_TRUE(one_edit_apart("कखग", "कग"));
    EXPECT_FALSE(one_edit_apart("жук", "жук"));
    EXPECT_FALSE(one_edit_apart("abcd", "badc"));
    EXPECT_FALSE(one_edit_apart("abc", "cab"));
    EXPECT_TRUE(one_edit_apart("", "a"));
    EXPECT_TRUE(one_edit_apart("\xD0\xB6", "\xD1\x83")) << "one letter for another, two bytes each";
}

}  // namespace
}  // namespace konbit
