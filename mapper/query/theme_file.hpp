#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/error.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/query/theme_format.hpp"
#include "mapper/store/base_map.hpp"
#include "mapper/store/box_index.hpp"

namespace konbit {

/// A file of derived/ that cannot be read. Whoever meets it builds the file again (derived.hpp).
class DamagedDerived : public DataError {
public:
    using DataError::DataError;
};

/// What a themes file was made from; the reader compares.
struct ThemeKey {
    std::uint64_t base_fingerprint = 0;
    std::uint64_t rules_fingerprint = 0;
    bool operator==(const ThemeKey&) const = default;
};

/// A `themes.idx`, memory mapped: all that an answer about shelters, care, water, supply and
/// damage needs, without the rules and nearly without base.map. Opening is O(1); a layer's index is
/// built on its first use. Damage is DamagedDerived (a DataError where BoxIndex meets it first).
/// Safe from several threads.
class ThemeFile {
public:
    using Record = theme_format::Record;

    [[nodiscard]] static ThemeFile open(const std::filesystem::path& path);
    ~ThemeFile();
    ThemeFile(ThemeFile&&) noexcept;
    ThemeFile& operator=(ThemeFile&&) noexcept;

    [[nodiscard]] ThemeKey key() const noexcept;
    [[nodiscard]] const theme_format::Header& header() const noexcept;
    [[nodiscard]] BoundingBox bounds() const noexcept;  ///< of all features of the map

    /// Layers: theme_format::layer_of, kDamageLayer. Positions: [0, size(layer)).
    [[nodiscard]] std::uint32_t size(std::size_t layer) const noexcept;
    [[nodiscard]] const BoxIndex& index(std::size_t layer) const;
    [[nodiscard]] const Record& record(std::size_t layer, std::uint32_t position) const;
    [[nodiscard]] BoundingBox box(std::size_t layer, std::uint32_t position) const;
    void read_geometry(const Record& record, const BaseMap& base, Geometry& into) const;

    [[nodiscard]] std::string_view text(std::uint32_t offset) const;
    [[nodiscard]] std::vector<std::string> texts(std::uint32_t offset) const;
    [[nodiscard]] std::optional<DamageStatement> damage(const Record& record) const;
    [[nodiscard]] ObjectId id(const Record& record) const;
    /// Checks every block; returns what is damaged.
    [[nodiscard]] std::vector<std::string> verify() const;

private:
    struct Impl;
    explicit ThemeFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
