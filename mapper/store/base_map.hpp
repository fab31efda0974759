#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/geometry.hpp"
#include "mapper/model/object.hpp"
#include "mapper/store/map_summary.hpp"

namespace konbit {

class StringTable;

/// Position of a feature along the map's Hilbert curve; dense from 0. Stable for one base.map.
struct FeatureIndex {
    std::uint32_t value = 0;
    auto operator<=>(const FeatureIndex&) const = default;
};

/// A stored feature, read on demand from the mapped file. Cheap to copy; valid while its BaseMap
/// lives. Strings and spans point into the mapping. Damaged bytes raise DataError.
class Feature {
public:
    [[nodiscard]] FeatureIndex index() const noexcept { return index_; }
    [[nodiscard]] ObjectId id() const noexcept { return id_; }
    [[nodiscard]] GeometryKind kind() const noexcept { return kind_; }
    [[nodiscard]] const BoundingBox& box() const noexcept { return box_; }
    [[nodiscard]] std::uint8_t min_zoom() const noexcept { return min_zoom_; }

    [[nodiscard]] Tags tags() const;
    void read_tags(Tags& into) const;  ///< reuses memory
    [[nodiscard]] std::optional<std::string_view> tag(std::string_view key) const;
    [[nodiscard]] Geometry geometry() const;
    void read_geometry(Geometry& into) const;  ///< reuses memory

private:
    friend class BaseMap;
    const StringTable* strings_ = nullptr;
    std::span<const std::byte> tags_;      ///< from there to the end of their record
    std::span<const std::byte> geometry_;  ///< if the tags are another record's, else behind them
    FeatureIndex index_;
    ObjectId id_;
    BoundingBox box_;
    GeometryKind kind_ = GeometryKind::none;
    std::uint8_t min_zoom_ = 0;
};

/// A map's `base.map`, memory mapped, read-only. Opening costs the same for every size. Blocks
/// are checked against their sums on first touch; a wrong sum or a wrong byte is a DataError.
/// Safe to use from several threads.
class BaseMap {
public:
    /// `map_folder` is NAME.konbit. DataError if it is missing, of another version, truncated.
    [[nodiscard]] static BaseMap open(const std::filesystem::path& map_folder);
    ~BaseMap();
    BaseMap(BaseMap&&) noexcept;
    BaseMap& operator=(BaseMap&&) noexcept;

    [[nodiscard]] const std::filesystem::path& folder() const noexcept;
    /// Names this very base.map (a sum over its header): derived files remember it.
    [[nodiscard]] std::uint64_t fingerprint() const noexcept;
    [[nodiscard]] UnixSeconds data_timestamp() const noexcept;  ///< O(1), from the header
    /// Nodes, ways and relations; O(1), from the header.
    [[nodiscard]] std::array<std::uint64_t, 3> object_counts() const noexcept;
    [[nodiscard]] MapSummary summary() const;  ///< reads the summary section

    // ---- features (tagged things with a place), in Hilbert order
    [[nodiscard]] std::uint32_t feature_count() const noexcept;
    [[nodiscard]] Feature feature(FeatureIndex index) const;
    [[nodiscard]] std::optional<Feature> find_feature(ObjectId id) const;
    /// Calls `visit` for each feature whose box touches `box` (which may cross the antimeridian),
    /// in Hilbert order; stops when it returns false. Not yet an exact geometry test.
    void query(const BoundingBox& box, const std::function<bool(const Feature&)>& visit) const;
    /// As `query`, only the positions, appended to `found`: the fast way.
    void query(const BoundingBox& box, std::vector<FeatureIndex>& found) const;
    void for_each_feature(const std::function<void(const Feature&)>& visit) const;
    /// Features of an overview (see kOverviewMaxZoom) in the box; their index counts in the
    /// overview.
    void query_overview(std::size_t overview, const BoundingBox& box,
                        const std::function<bool(const Feature&)>& visit) const;

    // ---- objects exactly as in the extract, in the order of `osmium sort`
    [[nodiscard]] std::optional<Object> object(ObjectId id) const;
    /// Every object once. Strings are valid during the call only.
    void for_each_object(const std::function<void(const Object&)>& visit) const;
    /// The same for one type of object.
    void for_each_object(ObjectType type, const std::function<void(const Object&)>& visit) const;

    /// Reads every block and decodes every record; returns what is wrong, empty if nothing is.
    [[nodiscard]] std::vector<std::string> verify() const;

private:
    struct Impl;
    explicit BaseMap(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
