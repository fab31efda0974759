#include "mapper/route/road_metric_cache.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <fstream>
#include <string>

#include "mapper/model/error.hpp"
#include "mapper/store/atomic_file.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMetric = "metric", kEnclosed = "enclosed";
constexpr std::uint64_t kEnclosedMagic = 0x31'44'45'53'4f'4c'43'4eULL;  // "NCLOSED1"

/// Before the segments' numbers, u32 each.
struct EnclosedHeader {
    std::uint64_t magic = kEnclosedMagic, key = 0, count = 0, xxh3 = 0;
};
static_assert(sizeof(EnclosedHeader) == 32);

std::uint64_t sum_of(std::span<const SegmentId> segments, std::uint64_t key) {
    return XXH3_64bits_withSeed(segments.data(), segments.size_bytes(), key);
}

/// What was used last is kept longest.
void touch(const fs::path& path) {
    std::error_code ignored;
    fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
}

}  // namespace

fs::path MetricCache::file(std::string_view kind, std::uint64_t key) const {
    return folder_ / fmt::format("{}-{}-{:016x}.idx", kind,
                                 graph_ == RoadGraph::drive ? "drive" : "walk", key);
}

std::optional<Metric> MetricCache::load(const Hierarchy& hierarchy, std::uint64_t key) const {
    const auto path = file(kMetric, key);
    std::error_code missing;
    if (!fs::is_regular_file(path, missing)) return std::nullopt;
    try {
        auto metric = Metric::load(hierarchy, path, key);
        if (metric) touch(path);
        return metric;
    } catch (const Error&) {
        return std::nullopt;
    }
}

void MetricCache::save(const Metric& metric, std::uint64_t key) const {
    try {
        metric.save(file(kMetric, key), key);
        remove_oldest(kMetric);
    } catch (const std::exception&) {
        // A full disk or a folder that may not be written: the next question customizes again.
    }
}

std::optional<std::vector<SegmentId>> MetricCache::load_enclosed(std::uint64_t key,
                                                                 std::size_t segment_count) const {
    const auto path = file(kEnclosed, key);
    std::ifstream in{path, std::ios::binary};
    EnclosedHeader header;
    if (!in.read(reinterpret_cast<char*>(&header), sizeof header)) return std::nullopt;
    if (header.magic != kEnclosedMagic || header.key != key || header.count > segment_count)
        return std::nullopt;
    std::vector<SegmentId> segments(header.count);
    if (header.count > 0 &&
        !in.read(reinterpret_cast<char*>(segments.data()),
                 static_cast<std::streamsize>(header.count * sizeof(SegmentId))))
        return std::nullopt;
    const bool inside = std::all_of(segments.begin(), segments.end(), [&](SegmentId segment) {
        return segment.value < segment_count;
    });
    if (!inside || sum_of(segments, key) != header.xxh3) return std::nullopt;
    touch(path);
    return segments;
}

void MetricCache::save_enclosed(std::span<const SegmentId> segments, std::uint64_t key) const {
    try {
        const EnclosedHeader header{kEnclosedMagic, key, segments.size(), sum_of(segments, key)};
        std::string bytes(sizeof header + segments.size_bytes(), '\0');
        std::memcpy(bytes.data(), &header, sizeof header);
        if (!segments.empty())
            std::memcpy(bytes.data() + sizeof header, segments.data(), segments.size_bytes());
        AtomicFile out{file(kEnclosed, key)};
        out.write(bytes);
        out.commit();
        remove_oldest(kEnclosed);
    } catch (const std::exception&) {
        // As for metrics.
    }
}

void MetricCache::remove_oldest(std::string_view kind) const {
    const auto begin = std::string{kind} + "-";
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{folder_, ignored}) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(begin) && name.ends_with(".idx"))
            files.emplace_back(entry.last_write_time(ignored), entry.path());
    }
    std::sort(files.rbegin(), files.rend());  // newest first
    std::uintmax_t bytes = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto size = fs::file_size(files[i].second, ignored);
        bytes += ignored ? 0 : size;
        if (i >= kKept || (i > 0 && bytes > kMostBytes)) fs::remove(files[i].second, ignored);
    }
}

}  // namespace konbit
