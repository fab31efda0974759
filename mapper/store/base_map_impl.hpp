#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "mapper/store/base_map.hpp"
#include "mapper/store/feature_layer.hpp"
#include "mapper/store/id_index.hpp"
#include "mapper/store/map_layout.hpp"
#include "mapper/store/object_codec.hpp"
#include "mapper/store/string_table.hpp"

namespace konbit {

/// The sections of an open base.map. Everything but the last object blocks is read in place.
struct BaseMap::Impl {
    Impl(std::filesystem::path map_folder, SectionFile opened);

    std::filesystem::path folder;
    SectionFile file;
    MapHeader header;
    std::string path;
    StringTable strings;
    FeatureLayer features;
    std::array<FeatureLayer, kOverviewCount> overviews;
    IdIndex ids;
    std::array<SectionView, 3> object_blocks;
    std::array<SectionView, 3> object_directory;

    // The block that `object` read last, of each type: questions come in neighbourhoods.
    struct CachedBlock {
        std::uint64_t number = UINT64_MAX;
        std::shared_ptr<const ObjectBlock> block;
    };
    std::mutex cache_mutex;
    std::array<CachedBlock, 3> cache;

    [[nodiscard]] Feature feature_of(const FeatureLayer& layer, std::uint32_t index) const;
    void query(const FeatureLayer& layer, const BoundingBox& box,
               const std::function<bool(const Feature&)>& visit) const;

    [[nodiscard]] std::uint64_t block_count(std::size_t type) const noexcept {
        return object_directory[type].count<ObjectBlockEntry>();
    }
    /// Decodes block `number` of a type; DataError if it is not what the directory says.
    void decode(std::size_t type, std::uint64_t number, ObjectDecoder& decoder,
                ObjectBlock& into) const;
    [[nodiscard]] std::shared_ptr<const ObjectBlock> block_of(std::size_t type,
                                                              std::uint64_t number);
};

}  // namespace konbit
