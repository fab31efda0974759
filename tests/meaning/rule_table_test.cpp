// Every rule of every rule file: one object it decides, one it leaves alone, none forgotten.
#include "tests/meaning/rule_table.hpp"

#include <map>
#include <ostream>
#include <set>

#include "mapper/meaning/rule_file.hpp"
#include "mapper/meaning/rule_set.hpp"
#include "tests/meaning/described.hpp"

namespace konbit {

void PrintTo(const RuleRow& row, std::ostream* out) {
    *out << row.file << ": " << row.rule;
}

namespace {

const std::map<std::string, RuleSet, std::less<>>& all_rules() {
    static const auto sets = [] {
        std::map<std::string, RuleSet, std::less<>> all;
        const auto add = [&](const std::string& name, RuleFileKind kind) {
            RuleFile file = read_rule_file(rules_folder() / (name + ".yaml"), kind);
            all.emplace(name, RuleSet{std::move(file.rules)});
            all.emplace(name + " also", RuleSet{std::move(file.also)});
            all.emplace(name + " things", RuleSet{std::move(file.things)});
            all.emplace(name + " gone", RuleSet{std::move(file.gone)});
        };
        for (const char* theme : {"shelter", "care", "water", "supply"}) {
            add(theme, RuleFileKind::places);
        }
        add("details", RuleFileKind::details);
        add("damage", RuleFileKind::damage);
        add("passability", RuleFileKind::passability);
        add("protected", RuleFileKind::protected_places);
        return all;
    }();
    return sets;
}

std::optional<Theme> theme_of(std::string_view file) {
    const std::string_view name = file.substr(0, file.find(' '));
    if (name == "details") return Theme::shelter;  // the rows of details.yaml are shelters
    for (std::size_t i = 0; i < kThemeCount; ++i) {
        if (to_string(static_cast<Theme>(i)) == name) return static_cast<Theme>(i);
    }
    return std::nullopt;
}

/// Names of the rules that hold; only the first where the first one decides.
std::vector<std::string> deciding(const RuleRow& row, std::string_view object) {
    const Drawn drawn = draw(object);
    const RuleSet& set = all_rules().find(row.file)->second;
    std::vector<std::string> names;
    for (const RuleMatch& match : set.matches(drawn.subject())) names.push_back(match.rule->name);
    const bool first_decides = theme_of(row.file) && row.file.find(' ') == std::string_view::npos;
    if (first_decides && names.size() > 1) names.resize(1);
    return names;
}

std::string said(const RuleRow& row) {
    if (row.file == "protected") {
        return meaning().protected_refuge(draw(row.yes).tags) ? "protected" : "nothing";
    }
    if (const auto theme = theme_of(row.file)) return described(*theme, row.yes);
    return described_damage(row.yes);
}

class EveryRule : public testing::TestWithParam<RuleRow> {};

TEST_P(EveryRule, DecidesItsObjectAndLeavesTheOther) {
    const RuleRow& row = GetParam();
    ASSERT_TRUE(all_rules().contains(row.file)) << row.file;
    EXPECT_THAT(deciding(row, row.yes), testing::Contains(std::string{row.rule})) << row.yes;
    EXPECT_THAT(deciding(row, row.no), testing::Not(testing::Contains(std::string{row.rule})))
        << row.no;
    EXPECT_EQ(said(row), row.says) << row.yes;
}

INSTANTIATE_TEST_SUITE_P(Table, EveryRule,
                         testing::ValuesIn(rule_table().begin(), rule_table().end()));

TEST(EveryRuleTable, ForgetsNoRuleAndInventsNone) {
    std::set<std::string> in_files;
    for (const auto& [file, set] : all_rules()) {
        for (const MeaningRule& rule : set.rules()) in_files.insert(file + ": " + rule.name);
    }
    std::set<std::string> in_table;
    for (const RuleRow& row : rule_table()) {
        in_table.insert(std::string{row.file} + ": " + std::string{row.rule});
    }
    EXPECT_EQ(in_table, in_files);
}

// What may_matter turns away, no rule decides.
TEST(EveryRuleTable, QuickTestLetsEveryDecidedObjectThrough) {
    for (const RuleRow& row : rule_table()) {
        if (row.file == "damage gone") continue;  // answered by gone(), not by a theme
        EXPECT_TRUE(meaning().may_matter(draw(row.yes).tags)) << row.yes;
    }
}

TEST(EveryRuleTable, GoneRulesAnswerGone) {
    for (const RuleRow& row : rule_table()) {
        if (row.file != "damage gone") continue;
        EXPECT_TRUE(meaning().gone(draw(row.yes).tags)) << row.yes;
        EXPECT_FALSE(meaning().gone(draw(row.no).tags)) << row.no;
    }
}

}  // namespace
}  // namespace konbit
