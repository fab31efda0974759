// A wrong style must say where; nothing in a file may do more than that.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "mapper/model/error.hpp"
#include "tests/style/style_folder.hpp"

namespace konbit {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class StyleErrors : public StyleFolder {
protected:
    void expect(const std::string& text, const std::string& place, const std::string& why) const {
        EXPECT_THAT(error_of(text), AllOf(HasSubstr("mine.yaml:" + place), HasSubstr(why))) << text;
    }
    /// One rule whose lines after the name are these.
    void expect_in_rule(const std::string& lines, const std::string& place,
                        const std::string& why) const {
        expect("rules:\n  - name: a\n    layer: roads\n    match: {highway: track}\n" + lines,
               place, why);
    }
};

TEST_F(StyleErrors, SayTheyAreAboutAStyle) {
    EXPECT_THAT(error_of("colour: 5\n"), HasSubstr("Cannot use a style ("));
}

TEST_F(StyleErrors, NameLineAndColumnOfUnknownKeys) {
    expect("colour: 5\n", "1:1", "unknown key 'colour'");
    expect_in_rule("    lin: {width: 2}\n", "5:5", "unknown key 'lin'");
    expect_in_rule("    line: {widht: 2}\n", "5:12", "unknown key 'widht'");
    expect("grades:\n  awful: {fill: none}\n", "2:3", "\"awful\" is not known here");
    expect("hazards:\n  flood: {fill: none}\n", "2:11", "unknown key 'fill'");
    expect("facilities:\n  - name: a\n    team: care\n", "3:5", "unknown key 'team'");
}

TEST_F(StyleErrors, NameBadColours) {
    expect("palette:\n  water: \"#12345\"\n", "2:10", "\"#12345\" is no colour");
    expect("palette:\n  water: blue\n", "2:10", "\"blue\" is no colour");
    expect("palette:\n  water: #123456\n", "2:3", "'water' has no value");
    expect("land: #123456\nsea: {fill: none}\n", "1:1", "'land' has no value");
    expect("land: watre\n", "1:7", "no colour of the palette is called \"watre\"");
    expect_in_rule("    line: {color: [1, 2]}\n", "5:19", "one word");
}

TEST_F(StyleErrors, NameColoursThatNothingUses) {
    expect("based_on: humanitarian\npalette:\n  watre: \"#123456\"\n", "3:3",
           "nothing uses the colour \"watre\"");
}

TEST_F(StyleErrors, NameBadZooms) {
    expect_in_rule("    line: {width: {12: 1, 10: 2}}\n", "5:27", "zoom 10 stands after zoom 12");
    expect_in_rule("    line: {width: {12: 1, 12.0: 2}}\n", "5:27", "stands after");
    expect_in_rule("    line: {width: {}}\n", "5:19", "0 zooms are named");
    expect_in_rule("    line: {width: {12: wide}}\n", "5:24", "\"wide\" is no number");
    expect_in_rule("    line: {width: nan}\n", "5:19", "no number");
    expect_in_rule("    line: {width: 1e9}\n", "5:19", "out of range");
    expect_in_rule("    line: {width: -1}\n", "5:19", "out of range");
    expect_in_rule("    zoom: [14, 12]\n    line: {width: 1}\n", "5:16",
                   "zoom 12 is not above zoom 14");
    expect_in_rule("    zoom: [14]\n    line: {width: 1}\n", "5:11", "two zooms");
    expect_in_rule("    zoom: 25\n    line: {width: 1}\n", "5:11", "out of range");
}

TEST_F(StyleErrors, NameDoubledNames) {
    const std::string rule = "  - {name: a, layer: roads, match: {a: b}, line: {width: 1}}\n";
    expect("rules:\n" + rule + rule, "3:12", "the name \"a\" is there twice");
    expect("land: none\nland: none\n", "2:1", "key 'land' is there twice");
    expect("palette: {a: none, a: none}\nland: a\n", "1:20", "key 'a' is there twice");
}

TEST_F(StyleErrors, NameUnknownIcons) {
    expect_in_rule("    icon: {name: hospitle}\n", "5:18", "there is no icon \"hospitle\"");
    EXPECT_THAT(error_of("symbol: {name: x}\n"), HasSubstr("shelter-designated"));
}

TEST_F(StyleErrors, NameRulesThatSayTooLittle) {
    expect("rules:\n  - layer: roads\n", "2:5", "the entry has no name");
    expect("rules:\n  - {name: a, layer: roads, line: {width: 1}}\n", "2:5", "asks for no tags");
    expect("rules:\n  - {name: a, match: {a: b}, line: {width: 1}}\n", "2:5", "is in no layer");
    expect_in_rule("", "2:5", "draws nothing");
    expect_in_rule("    on: [circle]\n    line: {width: 1}\n", "5:10", "\"circle\" is not known");
    expect_in_rule("    line: {dash: [3]}\n", "5:18", "1 lengths make no dashes");
    expect("rules:\n  - {name: a, layer: sky, match: {a: b}}\n", "2:22", "\"sky\" is not known");
    expect("rules:\n  - {name: a, layer: roads, match: {}, line: {width: 1}}\n", "2:36",
           "no tag is asked for");
    expect("facilities:\n  - {name: a, icon: {name: dot}}\n", "2:5", "names no theme");
    expect("facilities:\n  - {name: a, theme: care}\n", "2:5", "has no icon");
}

TEST_F(StyleErrors, NameWhatIsNoStyleAtAll) {
    expect("rules: [a, b\n", "2:1", "");
    expect("- a\n- b\n", "1:1", "lines of \"key: value\" are wanted here");
    expect("", "1:1", "lines of \"key: value\" are wanted here");
    expect(std::string("\0\x01\xff\xfe", 4), "1:", "");
    expect(std::string(100'000, '['), "1:", "");
    EXPECT_THAT(error_of("# " + std::string(2 << 20, 'x')), HasSubstr("larger than 1 MiB"));
    EXPECT_THROW((void)Style::load(folder_ / "none.yaml"), DataError);
    EXPECT_THROW((void)Style::load(folder_), DataError);
}

TEST_F(StyleErrors, NameBasesThatAreMissingOrGoRound) {
    expect("based_on: humanitarien\n", "1:11", "there is no style \"humanitarien\"");
    expect("based_on: mine\n", "1:11", "the style is based on itself");
    write("other.yaml", "based_on: mine\n");
    const std::string said = error_of("based_on: other\n");
    EXPECT_THAT(said, AllOf(HasSubstr("other.yaml:1:11"), HasSubstr("based on itself")));
}

TEST_F(StyleErrors, NameAnErrorInTheBaseByTheBase) {
    write("other.yaml", "land: watre\n");
    EXPECT_THAT(error_of("based_on: other.yaml\n"), HasSubstr("other.yaml:1:7"));
}

TEST_F(StyleErrors, BoundTheChainOfBases) {
    for (int i = 0; i < 12; ++i) {
        write("s" + std::to_string(i) + ".yaml", "based_on: s" + std::to_string(i + 1) + "\n");
    }
    EXPECT_THAT(error_of("based_on: s0\n"), HasSubstr("styles are based on each other"));
}

TEST_F(StyleErrors, BoundTheRules) {
    std::string text = "rules:\n";
    for (int i = 0; i < 2049; ++i) {
        text +=
            "- {name: r" + std::to_string(i) + ", layer: roads, match: {a: b}, line: {width: 1}}\n";
    }
    EXPECT_THAT(error_of(text),
                AllOf(HasSubstr("mine.yaml:2050:3"), HasSubstr("more than 2048 rules")));

    text = "rules:\n- {name: r, layer: roads, line: {width: 1}, match: {a: [x";
    for (int i = 0; i < 20'000; ++i) text += ",v" + std::to_string(i);
    EXPECT_THAT(error_of(text + "]}}\n"), HasSubstr("the rules ask for 1 tags with 20001 values"));
}

TEST_F(StyleErrors, AliasesOfAliasesCostNothing) {
    std::string text = "palette: &a0 {x: none}\n";
    for (int i = 1; i < 40; ++i) {
        const std::string last = "*a" + std::to_string(i - 1);
        text += "k" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + ", " + last +
                "]\n";
    }
    expect(text, "2:1", "unknown key 'k1'");
}

TEST(StyleNames, APathThatIsNoFileIsRefusedUnopened) {
    const auto folder = std::filesystem::path{testing::TempDir()} / "no_style_files";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "folder.yaml");
    // Opening a pipe would wait for a writer that never comes.
    ASSERT_EQ(mkfifo((folder / "pipe.yaml").c_str(), 0600), 0);
    for (const char* name : {"folder.yaml", "pipe.yaml", "missing.yaml"}) {
        try {
            static_cast<void>(Style::find({}, (folder / name).string()));
            ADD_FAILURE() << name << " was taken for a style";
        } catch (const DataError& error) {
            EXPECT_THAT(error.what(), AllOf(HasSubstr(name), HasSubstr("missing or unreadable"),
                                            HasSubstr("Check its name")));
        }
    }
    std::filesystem::remove_all(folder);
}

TEST(StyleNames, AnUnknownOneListsTheKnown) {
    try {
        (void)Style::find(shipped_styles(), "night");
        FAIL() << "accepted";
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(),
                    AllOf(HasSubstr("night"), HasSubstr("humanitarian, print, sunlight")));
    }
}

TEST(StyleNames, AMissingFolderSaysWhichOne) {
    try {
        (void)Style::find("no/such/folder", "humanitarian");
        FAIL() << "accepted";
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("no/such/folder"));
    }
}

}  // namespace
}  // namespace konbit
