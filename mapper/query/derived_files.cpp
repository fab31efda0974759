#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <system_error>

#include "mapper/query/map_impl.hpp"

namespace konbit {

namespace fs = std::filesystem;

namespace {

constexpr const char* kThemesName = "themes.idx";
constexpr const char* kNamesName = "names.idx";
constexpr const char* kRoadsName = "roads.idx";
/// Up to this size a network is checked as a whole when it is opened (3 ms), so that damage is
/// repaired before a question meets it; of larger ones each block when it is touched.
constexpr std::uint64_t kCheckedAtOnce = 32U << 20;

/// A folder for temporary files is open to all: ours must be ours alone.
bool is_private_folder(const fs::path& folder) {
    struct stat status {};
    return ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == ::geteuid() && (status.st_mode & 0077) == 0;
}

/// What a killed builder left behind, if it is old enough to be nobody's.
void remove_leftovers(const fs::path& folder) {
    std::error_code error;
    const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours{24};
    for (const auto& entry : fs::directory_iterator{folder, error}) {
        const auto name = entry.path().filename().string();
        if (name.find(".idx.new-") == std::string::npos) continue;
        std::error_code ignored;
        if (fs::last_write_time(entry.path(), ignored) < yesterday)
            fs::remove(entry.path(), ignored);
    }
}

fs::path fresh_name(const fs::path& final_name) {
    return fs::path{final_name}.concat(fmt::format(".new-{}", ::getpid()));
}

void put_in_place(const fs::path& final_name) {
    std::error_code error;
    fs::rename(fresh_name(final_name), final_name, error);
    if (error) {
        throw DataError{"An index cannot be put in its place", final_name.string(), error.message(),
                        "Check the folder and try again"};
    }
}

}  // namespace

const Meaning& Map::Impl::meaning() {
    const std::lock_guard lock{mutex_};
    if (!meaning_) meaning_ = Meaning::load(options.rules_folder);
    return *meaning_;
}

ThemeKey Map::Impl::theme_key() {
    if (!rules_fingerprint_) {
        // The version of our own reading of the rules counts as a part of them.
        rules_fingerprint_ = Meaning::fingerprint(options.rules_folder) + kDerivedContentVersion;
    }
    return {base.fingerprint(), *rules_fingerprint_};
}

fs::path Map::Impl::temporary_folder() {
    std::error_code error;
    auto root = fs::temp_directory_path(error);
    if (error) root = P_tmpdir;
    return root / fmt::format("konbit-{}", ::geteuid()) /
           fmt::format("{:016x}", base.fingerprint());
}

std::vector<fs::path> Map::Impl::folders_to_read() {
    std::vector<fs::path> folders{base.folder() / "derived"};
    const auto temporary = temporary_folder();
    if (is_private_folder(temporary.parent_path())) folders.push_back(temporary);
    return folders;
}

fs::path Map::Impl::folder_to_write() {
    const auto derived = base.folder() / "derived";
    std::error_code error;
    fs::create_directory(derived, error);
    if (::access(derived.c_str(), W_OK) == 0) return derived;
    const auto folder = temporary_folder();
    ::mkdir(folder.parent_path().c_str(), 0700);
    if (!is_private_folder(folder.parent_path())) {
        throw DataError{
            "The map's indexes cannot be built", derived.string(),
            fmt::format("the map's folder is read-only, and {} belongs to somebody else",
                        folder.parent_path().string()),
            "Set TMPDIR to a folder of your own"};
    }
    fs::create_directory(folder, error);
    notice(fmt::format("The map's folder is read-only: its indexes are built in {} instead.",
                       folder.string()));
    return folder;
}

std::shared_ptr<const ThemeFile> Map::Impl::open_themes() {
    for (const auto& folder : folders_to_read()) {
        try {
            if (!fs::exists(folder / kThemesName)) continue;
            auto file = std::make_shared<const ThemeFile>(ThemeFile::open(folder / kThemesName));
            if (file->key() == theme_key()) return file;
        } catch (const DataError&) {  // built again, which repairs it
        } catch (const fs::filesystem_error&) {
        }
    }
    return nullptr;
}

std::shared_ptr<const NameIndex> Map::Impl::open_names() {
    const auto key = theme_key();
    const auto wanted = name_index_key(key.base_fingerprint, key.rules_fingerprint);
    for (const auto& folder : folders_to_read()) {
        try {
            if (!fs::exists(folder / kNamesName)) continue;
            auto file = std::make_shared<const NameIndex>(NameIndex::open(folder / kNamesName));
            if (file->key() == wanted) return file;
        } catch (const DataError&) {
        } catch (const fs::filesystem_error&) {
        }
    }
    return nullptr;
}

void Map::Impl::build(bool with_themes, bool with_names) {
    const auto folder = folder_to_write();
    remove_leftovers(folder);
    DeriveTargets targets;
    if (with_themes) targets.themes = fresh_name(folder / kThemesName);
    if (with_names) targets.names = fresh_name(folder / kNamesName);
    derive(base, meaning(), theme_key().rules_fingerprint, targets, options.progress);
    if (with_themes) put_in_place(folder / kThemesName);
    if (with_names) put_in_place(folder / kNamesName);
}

std::shared_ptr<const ThemeFile> Map::Impl::themes() {
    const std::lock_guard lock{mutex_};
    if (!themes_) themes_ = open_themes();
    return themes_ ? themes_ : rebuilt_themes();
}

std::shared_ptr<const NameIndex> Map::Impl::names() {
    const std::lock_guard lock{mutex_};
    if (!names_) names_ = open_names();
    return names_ ? names_ : rebuilt_names();
}

namespace {
[[noreturn]] void vanished(const fs::path& folder) {
    throw DataError{"The map's indexes cannot be read back", folder.string(),
                    "they were built, but do not open", "Check the disk for errors"};
}
}  // namespace

std::shared_ptr<const ThemeFile> Map::Impl::rebuilt_themes() {
    const std::lock_guard lock{mutex_};
    build(true, false);
    themes_ = open_themes();
    if (!themes_) vanished(base.folder());
    return themes_;
}

std::shared_ptr<const NameIndex> Map::Impl::rebuilt_names() {
    const std::lock_guard lock{mutex_};
    build(false, true);
    names_ = open_names();
    if (!names_) vanished(base.folder());
    return names_;
}

std::shared_ptr<const RoadNetwork> Map::Impl::open_roads() {
    for (const auto& folder : folders_to_read()) {
        const auto path = folder / kRoadsName;
        try {
            if (!fs::exists(path)) continue;
            auto file = std::make_shared<const RoadNetwork>(RoadNetwork::open(path));
            const bool fits = file->base_fingerprint() == base.fingerprint();
            if (fits && (fs::file_size(path) > kCheckedAtOnce || file->sums_fit())) return file;
        } catch (const DataError&) {
        } catch (const fs::filesystem_error&) {
        }
        notice(fmt::format("{} was damaged or out of date: it is built anew.", path.string()));
    }
    return nullptr;
}

void Map::Impl::build_roads() {
    const auto folder = folder_to_write();
    remove_leftovers(folder);
    build_road_network(base, fresh_name(folder / kRoadsName), options.progress);
    put_in_place(folder / kRoadsName);
    roads_ = open_roads();
    if (!roads_) vanished(base.folder());
}

std::shared_ptr<const RoadNetwork> Map::Impl::roads() {
    const std::lock_guard lock{mutex_};
    if (!roads_) roads_ = open_roads();
    if (!roads_) build_roads();
    return roads_;
}

std::optional<fs::path> Map::Impl::derived_folder() {
    const std::lock_guard lock{mutex_};
    try {
        return folder_to_write();
    } catch (const DataError&) {
        return std::nullopt;  // answers come without what would be kept there
    }
}

bool Map::Impl::ensure_derived() {
    const std::lock_guard lock{mutex_};
    themes_ = open_themes();
    names_ = open_names();
    const bool need_themes = !themes_ || !themes_->verify().empty();
    const bool need_names = !names_ || !names_->verify().empty();
    roads_ = open_roads();
    const bool need_roads = !roads_ || !roads_->verify().empty();
    if (need_themes || need_names) build(need_themes, need_names);
    if (need_roads) build_roads();
    themes_ = open_themes();
    names_ = open_names();
    if (!themes_ || !names_) vanished(base.folder());
    return need_themes || need_names || need_roads;
}

void Map::Impl::notice(std::string line) {
    if (std::find(notices_.begin(), notices_.end(), line) == notices_.end()) {
        notices_.push_back(std::move(line));
    }
}

std::vector<std::string> Map::Impl::notices() {
    const std::lock_guard lock{mutex_};
    return notices_;
}

}  // namespace konbit
