#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "import/importer.hpp"
#include "mapper/store/base_map.hpp"

namespace konbit {

/// A folder of its own for a test, gone afterwards.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "konbit-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no scratch folder"};
        path_ = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::string& name, const std::string& content) const {
        std::ofstream{path_ / name, std::ios::binary} << content;
        return path_ / name;
    }
    /// Names in the folder, sorted.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator{path_}) {
            names.push_back(entry.path().filename().string());
        }
        std::ranges::sort(names);
        return names;
    }

private:
    std::filesystem::path path_;
};

/// A map imported from a text (OPL unless the ending says otherwise), opened.
class Imported {
public:
    explicit Imported(const std::string& content, const std::string& ending = ".osm.opl",
                      std::size_t memory_bytes = 64u << 20)
        : Imported{std::nullopt, content, ending, memory_bytes} {}
    static Imported file(const std::filesystem::path& extract,
                         std::size_t memory_bytes = 64u << 20) {
        return Imported{extract, "", "", memory_bytes};
    }

    [[nodiscard]] const MapSummary& summary() const { return result_.summary; }
    [[nodiscard]] const ImportResult& result() const { return result_; }
    [[nodiscard]] const BaseMap& map() const { return *map_; }
    [[nodiscard]] std::optional<Geometry> geometry(const char* id) const {
        const auto feature = map_->find_feature(*parse_object_id(id));
        if (!feature) return std::nullopt;
        return feature->geometry();
    }
    [[nodiscard]] GeometryKind kind(const char* id) const {
        const auto found = geometry(id);
        return found ? found->kind : GeometryKind::none;
    }
    /// "way/1: why" for each thing skipped.
    [[nodiscard]] std::vector<std::string> skipped() const {
        std::vector<std::string> lines;
        for (const Skipped& s : summary().skipped) lines.push_back(s.object + ": " + s.why);
        return lines;
    }
    /// Every object in one line, in the order of the map.
    [[nodiscard]] std::vector<std::string> dump() const;

private:
    Imported(const std::optional<std::filesystem::path>& extract, const std::string& content,
             const std::string& ending, std::size_t memory_bytes) {
        ImportOptions options;
        options.extract = extract ? *extract : folder_.write("extract" + ending, content);
        options.map = folder_.path() / "test.konbit";
        options.memory_bytes = memory_bytes;
        result_ = import_extract(options);
        map_ = BaseMap::open(options.map);
    }

    ScratchFolder folder_;
    ImportResult result_;
    std::optional<BaseMap> map_;
};

inline std::vector<std::string> Imported::dump() const {
    std::vector<std::string> lines;
    map_->for_each_object([&](const Object& object) {
        std::string line = to_string(object.id) + " v" + std::to_string(object.meta.version);
        line +=
            " t" + std::to_string(object.meta.timestamp_s) + " " + std::string{object.meta.user};
        line += " " + std::to_string(object.location.lon_e7) + "," +
                std::to_string(object.location.lat_e7);
        for (const Tag& tag : object.tags) {
            line += " " + std::string{tag.key} + "=" + std::string{tag.value};
        }
        for (const auto ref : object.refs) line += " " + std::to_string(ref);
        for (const Member& member : object.members) {
            line += " " + to_string(member.id) + "@" + std::string{member.role};
        }
        lines.push_back(line);
    });
    return lines;
}

}  // namespace konbit
