// konbit wipe: destroys on this laptop what people added to a map.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/output.hpp"
#include "mapper/journal/journal.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::optional<std::string> map;
    bool yes = false;
    bool json = false;
};

struct Contents {
    std::uint64_t entries = 0, photos = 0;
};

/// A damaged journal can be destroyed too.
std::optional<Contents> contents_of(const fs::path& folder) {
    try {
        const auto journal = Journal::open(
            {.map_folder = folder, .mode = Journal::Mode::read, .device_folder = {}, .vfs = {}});
        return Contents{journal.size(), PhotoStore{folder}.all().size()};
    } catch (const DataError&) {
        return std::nullopt;
    }
}

std::string contents_text(const std::optional<Contents>& contents) {
    if (!contents) return "a journal that cannot be read";
    return fmt::format("{} and {}", counted(contents->entries, "entry", "entries"),
                       counted(contents->photos, "photo"));
}

void run(const Options& o) {
    // A map that stands in the folder by chance is not meant.
    if (!o.map) {
        throw UsageError{"The map is missing", "MAP", "wipe destroys, so it wants to be told",
                         "Write it like: konbit wipe MAP --yes"};
    }
    const auto folder = find_map_folder(o.map);
    const auto contents = contents_of(folder);
    if (!o.yes) {
        throw UsageError{
            "Nothing was destroyed yet", folder.string(),
            fmt::format("{} would be gone from this laptop for good", contents_text(contents)),
            "If you mean it, add --yes; hand it on first with konbit bundle"};
    }
    Journal::wipe(folder);
    if (o.json) {
        return print_raw(
            json_object({{"map", json_text(folder.string())},
                         {"entries", contents ? fmt::to_string(contents->entries) : "null"},
                         {"photos", contents ? fmt::to_string(contents->photos) : "null"}}) +
            "\n");
    }
    print_line(fmt::format("Destroyed: {} of {}. The map itself is still there.",
                           contents_text(contents), folder.string()));
    print_line(
        "What other laptops, sticks and bundles hold stays there; so does this laptop's key.");
}

}  // namespace

void declare_wipe(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_flag("--yes", o->yes, "really destroy it");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "Destroys the journal and the photos of a map on this laptop, before it falls into wrong "
        "hands.\n\nExamples:\n  konbit wipe haiti.konbit --yes\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
