// A misspelt rule file must say where, not switch a rule off.
#include <unistd.h>

#include <fstream>

#include "mapper/model/error.hpp"
#include "tests/meaning/described.hpp"

namespace konbit {
namespace {

class RuleErrors : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path{testing::TempDir()} /
                  ("konbit-rule-errors-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::copy(rules_folder(), folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// What is said of the rules with this text for one file; "" if nothing.
    std::string error_with(const std::string& file, const std::string& text) {
        std::ofstream{folder_ / file, std::ios::binary} << text;
        std::string said;
        try {
            (void)Meaning::load(folder_);
        } catch (const DataError& error) {
            said = error.what();
        }
        std::filesystem::copy_file(rules_folder() / file, folder_ / file,
                                   std::filesystem::copy_options::overwrite_existing);
        return said;
    }

    void expect(const std::string& file, const std::string& text, const std::string& place,
                const std::string& why) {
        const std::string said = error_with(file, text);
        EXPECT_THAT(said, testing::HasSubstr(file + ":" + place)) << text;
        EXPECT_THAT(said, testing::HasSubstr(why)) << text;
    }

    std::filesystem::path folder_;
};

TEST_F(RuleErrors, NameLineAndColumnOfUnknownWords) {
    expect("care.yaml", "rules:\n  - name: a\n    when: {amenity: b}\n    givs: {kind: c}\n", "4:5",
           "unknown key 'givs'");
    expect("care.yaml", "rules:\n  - name: a\n    when: {amenity: b}\n    gives: {knd: c}\n",
           "4:13", "unknown key 'knd'");
    expect("care.yaml", "ruls: []\n", "1:1", "unknown key 'ruls'");
    expect("care.yaml",
           "rules:\n  - name: a\n    when: {amenity: b}\n    gives: {kind: c, suitability: fine}\n",
           "4:35", "\"fine\" cannot be given here");
    expect("care.yaml", "rules:\n  - name: a\n    when: {amenity: b}\n    gives: {grade: none}\n",
           "4:13", "unknown key 'grade'");
    expect("damage.yaml", "rules:\n  - name: a\n    when: {amenity: b}\n    gives: {kind: c}\n",
           "4:13", "unknown key 'kind'");
    expect("grades.yaml", "schemes:\n  ems98:\n    \"1\": awful\n", "3:10",
           "\"awful\" is no grade");
    expect("passability.yaml", "rules: []\nby_grade: {road: {none: shut}}\n", "2:25",
           "says nothing of passing");
}

TEST_F(RuleErrors, SayWhatIsMissing) {
    expect("care.yaml", "", "1:1", "lines of \"key: value\" are wanted");
    expect("care.yaml", "theme: care\n", "1:1", "'rules' is missing");
    expect("care.yaml", "rules:\n  - when: {amenity: b}\n", "2:5", "'name' is missing");
    expect("care.yaml", "rules:\n  - name: a\n", "2:5", "'when' is missing");
    expect("care.yaml", "rules:\n  - name: a\n    when: {amenity: b}\n", "2:5", "gives no kind");
    expect("care.yaml", "rules:\n  - name: a\n    when: {amenity: \"!b\"}\n", "3:11",
           "asks for no tag");
    expect("care.yaml", "rules:\n  - name: a\n    when: {amenity: []}\n", "3:21",
           "the list is empty");
    expect("details.yaml", "capacity:\n  - {themes: care}\n", "2:5", "'key' is missing");
    expect("grades.yaml", "in_every_scheme: {}\n", "1:1", "'schemes' is missing");
}

TEST_F(RuleErrors, CatchSlipsOfYaml) {
    expect("care.yaml", "rules:\n  - name: a\n    when: {amenity: !b}\n", "3:21", "not in quotes");
    expect("care.yaml", "rules:\n  - name: [a\n", "", "Cannot use a rule file");
    expect("care.yaml", "rules:\n  - name: a\n    name: b\n    when: {amenity: c}\n", "3:5",
           "key 'name' is there twice");
    expect("care.yaml",
           "rules:\n  - {name: a, when: {x: y}, gives: {kind: k}}\n"
           "  - {name: a, when: {x: z}, gives: {kind: k}}\n",
           "3:5", "a rule 'a' is there already");
    expect("care.yaml", "rules:\n  - name: a\n    when: {amenity: \"~\"}\n", "3:21",
           "is no value to look for");
    expect("care.yaml", "rules:\n  - name: a\n    when: {\"*\": b}\n", "3:12", "a star alone");
    expect("care.yaml", "rules:\n  - name: a\n    when: {x: y}\n    geometry: dot\n", "4:15",
           "\"dot\" is no geometry");
    expect("care.yaml", "rules:\n  - name: a\n    when: {x: y}\n    area_at_least_m2: big\n",
           "4:23", "no number of square metres");
    expect("care.yaml", "theme: water\nrules: []\n", "1:8", "not the file's name");
    expect("details.yaml",
           "also:\n  - {name: a, when: {x: y}, themes: food, gives: {closed: yes}}\n", "2:37",
           "\"food\" is no theme");
    expect("details.yaml", "also:\n  - {name: a, when: {x: y}, gives: {closed: maybe}}\n", "2:45",
           "neither yes nor no");
    expect("care.yaml", "rules: {a: b}\n", "1:8", "a list is wanted");
    expect("care.yaml", "- a\n- b\n", "1:1", "lines of \"key: value\" are wanted");
}

TEST_F(RuleErrors, RefuseHugeAndDeepFiles) {
    EXPECT_THAT(error_with("care.yaml", std::string(2 << 20, '#')),
                testing::HasSubstr("larger than 1 MiB"));
    EXPECT_THAT(error_with("care.yaml", "rules: " + std::string(200'000, '[')),
                testing::HasSubstr("care.yaml:"));
}

TEST_F(RuleErrors, MissingFileIsNamed) {
    std::filesystem::remove(folder_ / "water.yaml");
    try {
        (void)Meaning::load(folder_);
        FAIL() << "loaded without water.yaml";
    } catch (const DataError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("water.yaml"));
    }
}

TEST_F(RuleErrors, ChangedRuleTakesEffect) {
    std::ofstream{folder_ / "water.yaml"} << "rules:\n  - name: kiosk\n    when: {shop: water}\n"
                                             "    gives: {kind: water_kiosk}\n";
    const Meaning changed = Meaning::load(folder_);
    const Tags kiosk{{"shop", "water"}};
    const Tags tap{{"amenity", "drinking_water"}};
    EXPECT_EQ(changed.facility(Theme::water, Subject{kiosk})->kind, "water_kiosk");
    EXPECT_FALSE(changed.facility(Theme::water, Subject{tap}));
    EXPECT_FALSE(meaning().facility(Theme::water, Subject{kiosk}));
}

}  // namespace
}  // namespace konbit
