// Runs the program as a person would, on the sample, and compares all it says with expected/*.txt.
// KONBIT_UPDATE_GOLDEN=1 writes those files anew: read the difference before committing it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path{KONBIT_SOURCE_DIR} / "tests/golden";

struct Case {
    std::string name;
    std::string command;  ///< for the shell
};

std::string read_text(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// cases.txt: "== NAME", then the command; "#" begins a comment.
std::vector<Case> read_cases() {
    std::vector<Case> cases;
    std::ifstream in{kFolder / "cases.txt"};
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with("== ")) {
            cases.push_back({line.substr(3), {}});
        } else if (!cases.empty()) {
            cases.back().command += (cases.back().command.empty() ? "" : "\n") + line;
        }
    }
    return cases;
}

/// A folder of its own with the sample and a link to the program, gone at the end.
class Workplace {
public:
    Workplace() {
        auto pattern = (fs::temp_directory_path() / "konbit-golden-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        fs::create_directory(folder_ / "bin");
        fs::create_symlink(KONBIT_BINARY, folder_ / "bin/konbit");
        write_script("keep",
                     "tee \"$1.said\"\n"
                     "grep -o '[0-9a-f]\\{12\\}' \"$1.said\" | head -n 1 > \"$1.id\"\n");
        fs::create_directory(folder_ / "work");
        fs::copy_file(fs::path{KONBIT_SOURCE_DIR} / "sample-osm/bel-rivye.osm",
                      folder_ / "work/bel-rivye.osm");
        fs::copy_file(fs::path{KONBIT_SOURCE_DIR} / "sample-osm/reports.csv",
                      folder_ / "work/kobo.csv");
        ::setenv("PATH", ((folder_ / "bin").string() + ":" + ::getenv("PATH")).c_str(), 1);
        ::setenv("KONBIT_NOW", "2026-03-13T12:00:00Z", 1);
        ::setenv("LC_ALL", "C", 1);
        // A laptop of its own; cases put others beside it.
        ::setenv("XDG_DATA_HOME", (folder_ / "laptop").c_str(), 1);
        ::unsetenv("KONBIT_MAP");
    }
    ~Workplace() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    struct Outcome {
        std::string out, err;
        int code = 0;
    };
    [[nodiscard]] Outcome run(const std::string& command) const {
        const auto script = folder_ / "command.sh";
        std::ofstream{script} << "cd '" << (folder_ / "work").string() << "'\n" << command << '\n';
        const auto line = "sh '" + script.string() + "' > '" + (folder_ / "out").string() +
                          "' 2> '" + (folder_ / "err").string() + "' < /dev/null";
        const int status = std::system(line.c_str());
        return {read_text(folder_ / "out"), read_text(folder_ / "err"),
                WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
    }
    [[nodiscard]] const fs::path& folder() const { return folder_; }

private:
    void write_script(const std::string& name, const std::string& text) const {
        const auto file = folder_ / "bin" / name;
        std::ofstream{file} << "#!/bin/sh\n" << text;
        fs::permissions(file, fs::perms::owner_all);
    }

    fs::path folder_;
};

/// Names of entries and devices are random: <id1>, <id2>, … in the order in which they appear. The
/// first 12 digits stand for all 64.
class Ids {
public:
    std::string hidden(const std::string& text) {
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find_first_not_of(kHex, at), text.size());
            const auto digits = end - at;
            const bool free = at == 0 || (!std::isalnum(static_cast<unsigned char>(text[at - 1])) &&
                                          text[at - 1] != '-');
            const bool closed =
                end == text.size() || !std::isalnum(static_cast<unsigned char>(text[end]));
            if ((digits == 12 || digits == 64) && free && closed) {
                out += name_of(text.substr(at, 12));
                at = end;
            } else {
                const auto next = std::max(end, at + 1);
                out += text.substr(at, next - at);
                at = next;
            }
        }
        return out;
    }
    /// A command that speaks of <id1> with its digits in place.
    [[nodiscard]] std::string real(std::string command) const {
        for (std::size_t i = 0; i < known_.size(); ++i) {
            const auto name = "<id" + std::to_string(i + 1) + ">";
            for (auto at = command.find(name); at != std::string::npos; at = command.find(name))
                command.replace(at, name.size(), known_[i]);
        }
        return command;
    }

private:
    static constexpr std::string_view kHex = "0123456789abcdef";
    std::string name_of(const std::string& digits) {
        auto found = std::find(known_.begin(), known_.end(), digits);
        if (found == known_.end()) found = known_.insert(found, digits);
        return "<id" + std::to_string(found - known_.begin() + 1) + ">";
    }
    std::vector<std::string> known_;
};

/// What differs from run to run: seconds, sizes, the time of the import, where all this is.
std::string normalised(std::string text, const fs::path& folder) {
    const auto binary = fs::path{KONBIT_BINARY}.parent_path().string();
    for (const auto& path : {folder.string(), binary}) {
        for (auto at = text.find(path); at != std::string::npos; at = text.find(path))
            text.replace(at, path.size(), path == binary ? "<build>" : "<folder>");
    }
    static const std::vector<std::pair<std::regex, std::string>> kRules{
        {std::regex{R"(in \d+\.\d s \([^)]*\))"}, "in <s> s (<size>)"},
        {std::regex{R"("seconds":[0-9.]+)"}, "\"seconds\":<s>"},
        {std::regex{R"("bytes":\d+)"}, "\"bytes\":<size>"},
        {std::regex{R"("imported_at":"[^"]*")"}, "\"imported_at\":\"<time>\""},
        {std::regex{R"(imported \d{4}-\d\d-\d\d \d\d:\d\d UTC)"}, "imported <time>"},
        {std::regex{R"((Wrote \S+ )\([^)]*\))"}, "$1(<size>)"},
        {std::regex{R"((Copied \S+ to \S+ )\([^)]*\))"}, "$1(<size>)"},
        {std::regex{R"((accepted\), )[0-9.]+ (bytes|kB|MB))"}, "$1<size>"},
        {std::regex{R"(network of [0-9.]+ (bytes|kB|MB))"}, "network of <size>"},
        {std::regex{R"("journal_bytes":\d+)"}, "\"journal_bytes\":<size>"},
        // How high a page is depends on the fonts.
        {std::regex{R"((\d × )[\d,]+ px)"}, "$1<height> px"}};
    for (const auto& [pattern, with] : kRules) text = std::regex_replace(text, pattern, with);
    return text;
}

std::string transcript(const Case& test, const Workplace::Outcome& outcome) {
    auto text = "$ " + test.command + "\n" + outcome.out;
    if (!text.ends_with('\n')) text += "\n(no line end)\n";
    if (!outcome.err.empty()) text += "--- stderr\n" + outcome.err;
    return text + "--- exit " + std::to_string(outcome.code) + "\n";
}

void expect_sound(const Case& test, const Workplace::Outcome& outcome) {
    const auto all = outcome.out + outcome.err;
    EXPECT_EQ(all.find('\x1b'), std::string::npos) << "an escape sequence reached the terminal";
    static const std::regex kPromise{R"(\b(safe|all clear|OK)\b)"};
    EXPECT_FALSE(std::regex_search(all, kPromise)) << all;
    if (test.name.starts_with("json-")) {
        EXPECT_TRUE(nlohmann::json::accept(outcome.out)) << outcome.out;
    }
    if (outcome.code != 0 && test.name.starts_with("bad-")) {
        // konbit: WHAT (WHERE): WHY. DO THIS.
        static const std::regex kForm{R"(konbit: [A-Z"].+\..+\n)"};
        EXPECT_TRUE(std::regex_match(outcome.err, kForm)) << outcome.err;
    }
}

TEST(Golden, TheProgramSaysWhatIsExpected) {
    const bool update = ::getenv("KONBIT_UPDATE_GOLDEN") != nullptr;
    const auto cases = read_cases();
    ASSERT_GE(cases.size(), 180u);
    const Workplace place;
    std::set<std::string> known;
    for (const auto& test : cases) {
        SCOPED_TRACE(test.name);
        EXPECT_TRUE(known.insert(test.name).second) << "two cases have this name";
        const auto outcome = place.run(test.command);
        expect_sound(test, outcome);
        const auto actual = Ids{}.hidden(normalised(transcript(test, outcome), place.folder()));
        const auto file = kFolder / "expected" / (test.name + ".txt");
        if (update) std::ofstream{file, std::ios::binary} << actual;
        EXPECT_EQ(actual, read_text(file));
    }
    for (const auto& entry : fs::directory_iterator{kFolder / "expected"})
        EXPECT_TRUE(known.contains(entry.path().stem().string())) << entry.path();
}

/// Runs the commands of the guide's console blocks in order; returns the guide with what they said.
std::string guide_as_run(const std::string& guide, const Workplace& place) {
    std::istringstream in{guide};
    std::string out, command;
    bool console = false;
    Ids ids;
    const auto run = [&] {
        if (command.empty()) return;
        const auto outcome = place.run(ids.real(command));
        out += ids.hidden(normalised(outcome.out + outcome.err, place.folder()));
        command.clear();
    };
    for (std::string line; std::getline(in, line);) {
        if (console && (line == "```" || line.starts_with("$ "))) run();
        if (line == "```") console = false;
        const bool told = console && !line.starts_with("$ ");
        if (!told) out += line + "\n";
        if (console && line.starts_with("$ ")) command = line.substr(2);
        if (line == "```console") console = true;
    }
    return out;
}

TEST(Golden, TheUserGuideShowsWhatTheProgramSays) {
    const auto file = fs::path{KONBIT_SOURCE_DIR} / "docs/user-guide.md";
    const auto guide = read_text(file);
    ASSERT_NE(guide.find("```console"), std::string::npos);
    const Workplace place;
    const auto run = guide_as_run(guide, place);
    if (::getenv("KONBIT_UPDATE_GOLDEN") != nullptr) std::ofstream{file, std::ios::binary} << run;
    EXPECT_EQ(run, read_text(file));
}

}  // namespace
