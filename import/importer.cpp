#include "import/importer.hpp"

#include <chrono>
#include <optional>

#include "import/external_sort.hpp"
#include "import/extract_check.hpp"
#include "import/extract_reader.hpp"
#include "import/map_builder.hpp"
#include "import/partial_map.hpp"
#include "import/version_filter.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

// How the budget is shared. While extracts are sorted the other parts do not exist yet; the
// rest is for libosmium's queues.
constexpr std::size_t writer_share(std::size_t memory) {
    return memory / 2;
}
constexpr std::size_t area_share(std::size_t memory) {
    return memory / 8;
}
constexpr std::size_t sort_share(std::size_t memory) {
    return memory / 2;
}

/// One attempt: a writer and all that feeds it.
struct Build {
    ImportLog log;
    MapWriter writer;
    MapBuilder builder;
    VersionFilter filter;

    Build(const fs::path& folder, std::size_t memory)
        : writer{MapWriter::Options{.folder = folder, .memory_bytes = writer_share(memory)}},
          builder{writer, log, folder, area_share(memory)},
          filter{builder, log} {}
};

void empty_folder(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator{folder}) fs::remove_all(entry.path());
}

// The usual way: the extract is in order. False if it is not.
bool read_in_order(const ImportOptions& options, Build& build) {
    ExtractReader reader{options, "reading"};
    build.log.summary.data_timestamp = reader.data_timestamp();
    while (const auto buffer = reader.next()) {
        for (const auto& object : buffer.select<osmium::OSMObject>()) {
            if (!build.filter.push(object)) return false;
        }
        build.filter.keep_pending();
    }
    return true;
}

void read_sorting(const ImportOptions& options, const fs::path& folder,
                  std::optional<Build>& build) {
    ExternalSort sort{folder, sort_share(options.memory_bytes)};
    UnixSeconds data_timestamp = 0;
    {
        ExtractReader reader{options, "sorting"};
        data_timestamp = reader.data_timestamp();
        sort.read(reader);
    }
    build.emplace(folder, options.memory_bytes);
    build->log.summary.data_timestamp = data_timestamp;
    sort.merge_into(build->filter, options);
}

MapSummary& complete_summary(const ImportOptions& options, ImportLog& log) {
    MapSummary& summary = log.summary;
    summary.extract_name = options.extract.filename().string();
    summary.extract_bytes = fs::file_size(options.extract);
    summary.imported_at = std::chrono::duration_cast<std::chrono::seconds>(
                              std::chrono::system_clock::now().time_since_epoch())
                              .count();
    if (summary.data_timestamp == 0) summary.data_timestamp = log.newest_s;
    return summary;
}

std::uint64_t bytes_in(const fs::path& folder) {
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.is_regular_file()) bytes += entry.file_size();
    }
    return bytes;
}

void tell(const ImportOptions& options, std::string_view stage) {
    if (options.progress) options.progress(stage, 0, 0);
}

MapSummary build_map(const ImportOptions& options, const fs::path& folder) {
    std::optional<Build> build;
    build.emplace(folder, options.memory_bytes);
    if (!read_in_order(options, *build)) {
        build.reset();
        empty_folder(folder);
        read_sorting(options, folder, build);
    }
    build->filter.finish();
    tell(options, "assembling areas");
    build->builder.finish();
    check_stop(options);
    tell(options, "writing");
    const MapSummary summary = complete_summary(options, build->log);
    build->writer.finish(summary);
    check_stop(options);
    return summary;
}

}  // namespace

ImportResult import_extract(const ImportOptions& options) {
    const auto started = std::chrono::steady_clock::now();
    check_extract(options.extract);
    PartialMap partial{options.map, options.replace};
    partial.need_space(fs::file_size(options.extract));
    ImportResult result;
    try {
        result.summary = build_map(options, partial.folder());
        result.map_bytes = bytes_in(partial.folder());
        if (options.complete) options.complete(partial.folder());
    } catch (const std::filesystem::filesystem_error& error) {
        throw DataError{"Cannot make the map", options.map.string(), error.code().message(),
                        "No map was left behind. Check the disk and its free space."};
    } catch (const std::bad_alloc&) {
        throw DataError{"Cannot make the map", options.map.string(), "there is not enough memory",
                        "No map was left behind. Close other programs, or try a lower --memory."};
    }
    check_stop(options);
    partial.commit();
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return result;
}

}  // namespace konbit
