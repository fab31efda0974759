// konbit copy: a consistent copy of a map, while others write into it.
#include <fmt/format.h>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>

#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/signals.hpp"
#include "import/partial_map.hpp"
#include "mapper/journal/journal.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::vector<std::string> words;  ///< [MAP] TO
    bool json = false;
};

/// The journal copies itself; the rest never changes.
bool is_journals(const fs::path& file) {
    const auto name = file.filename().string();
    return name.starts_with("journal.db") || name == "photos";
}

std::vector<fs::path> files_of(const fs::path& map) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{map}) {
        if (is_journals(entry.path())) continue;
        if (entry.is_regular_file()) files.push_back(entry.path().filename());
        if (!entry.is_directory()) continue;
        for (const auto& inner : fs::directory_iterator{entry.path()}) {
            if (inner.is_regular_file())
                files.push_back(entry.path().filename() / inner.path().filename());
        }
    }
    return files;
}

/// TO, or a map of the same name in it where TO is a folder such as a stick.
fs::path target_of(const fs::path& from, const std::string& typed) {
    fs::path to{typed};
    if (!to.has_filename()) to = to.parent_path();
    std::error_code error;
    if (!names_map(to.string()) && fs::is_directory(to, error)) to /= from.filename();
    if (!names_map(to.string())) {
        throw UsageError{"The copy needs another name", typed,
                         "a map is a folder that ends in .konbit", "Add .konbit to it"};
    }
    if (fs::exists(to, error)) {
        throw UsageError{"The copy would replace something", to.string(), "it exists already",
                         "Choose another name; to bring two maps together: konbit sync DIR"};
    }
    const auto parent = to.has_parent_path() ? to.parent_path() : fs::path{"."};
    if (!fs::is_directory(parent, error)) {
        throw UsageError{"The copy cannot be made there", to.string(),
                         parent.string() + " is no folder", "Make the folder first"};
    }
    if (::access(parent.c_str(), W_OK) != 0) {
        throw DataError{"The copy cannot be made there", to.string(), std::strerror(errno),
                        "Choose a folder you may write to"};
    }
    return to;
}

[[noreturn]] void fail(const fs::path& file, const std::error_code& error) {
    throw DataError{"The map was not copied", file.string(), error.message(),
                    "Check the disk and try again: no half copy is left"};
}

std::uint64_t size_of(const fs::path& file) {
    std::error_code ignored;
    const auto size = fs::file_size(file, ignored);
    return ignored ? 0 : size;
}

std::uint64_t copy_files(const fs::path& from, const fs::path& to,
                         const std::vector<fs::path>& files, std::uint64_t bytes,
                         const StopOnCtrlC& stop) {
    ProgressLine line{ProgressLine::Unit::bytes};
    std::uint64_t done = 0;
    for (const auto& file : files) {
        if (stop.flag()) {
            throw DataError{"The copy was stopped", to.string(), "Ctrl-C was pressed",
                            "Run it again: no half copy is left"};
        }
        line.show("Copying", done, bytes);
        std::error_code error;
        fs::create_directories((to / file).parent_path(), error);
        if (!error) fs::copy_file(from / file, to / file, error);
        if (error) fail(to / file, error);
        done += size_of(from / file);
    }
    return done;
}

void run(const Options& o) {
    auto words = o.words;
    if (words.size() > 2 || words.empty()) {
        throw UsageError{words.empty() ? "The target is missing" : "There is a word too many",
                         words.empty() ? std::string{"TO"} : words[2], "a copy goes from MAP to TO",
                         "Write it like: konbit copy MAP TO"};
    }
    const auto to_word = words.back();
    words.pop_back();
    const auto from = find_map_folder(words.empty() ? std::nullopt : std::optional{words.front()});
    const auto to = target_of(from, to_word);
    const auto files = files_of(from);
    std::uint64_t bytes = 0;
    for (const auto& file : files) bytes += size_of(from / file);
    const StopOnCtrlC stop;
    PartialMap partial{to, false};
    partial.need_space(bytes);
    bytes = copy_files(from, partial.folder(), files, bytes, stop);
    Journal::copy(from, partial.folder());
    partial.commit();
    if (o.json) {
        return print_raw(
            json_object({{"map", json_text(to.string())}, {"bytes", fmt::to_string(bytes)}}) +
            "\n");
    }
    print_line(fmt::format("Copied {} to {} ({}) with all that people added.", from.string(),
                           to.string(), bytes_text(bytes)));
    print_line(
        "Both may go on by themselves; konbit sync or bundle and merge bring them together.");
}

}  // namespace

void declare_copy(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words);
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "TO is a name that ends in .konbit, or a folder such as a stick. Others may write into the "
        "map\nmeanwhile.\n\nExamples:\n  konbit copy haiti.konbit /media/stick\n"
        "  konbit copy haiti.konbit before-the-meeting.konbit\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
