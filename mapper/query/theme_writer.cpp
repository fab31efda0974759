#include "mapper/query/theme_writer.hpp"

#include <cstring>
#include <stdexcept>

#include "mapper/query/text_list.hpp"
#include "mapper/query/theme_geometry.hpp"

namespace konbit {

using namespace theme_format;

namespace {

void write_layer(SectionFileWriter& file, std::size_t layer,
                 const std::vector<ThemeEntry>& entries) {
    BoxLevels levels{entries.size()};
    file.begin_section(boxes_of(layer));
    for (const auto& entry : entries) {
        levels.add(entry.box);
        file.append(std::as_bytes(std::span{&entry.box, 1}));
    }
    file.begin_section(groups_of(layer));
    file.append(std::as_bytes(levels.groups()));
    file.begin_section(blocks_of(layer));
    file.append(std::as_bytes(levels.blocks()));
    file.begin_section(records_of(layer));
    for (const auto& entry : entries) file.append(std::as_bytes(std::span{&entry.record, 1}));
}

}  // namespace

void sort_along_curve(std::vector<ThemeEntry>& entries) {
    std::erase_if(entries, [](const ThemeEntry& entry) { return entry.merged; });
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    order.reserve(entries.size());
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        order.emplace_back(hilbert_key(entries[i].box.center()), i);
    }
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first) return a.first < b.first;
        return entries[a.second].record.feature < entries[b.second].record.feature;
    });
    std::vector<ThemeEntry> sorted;
    sorted.reserve(entries.size());
    for (const auto& [key, i] : order) sorted.push_back(entries[i]);
    entries = std::move(sorted);
}

std::uint32_t ThemeWriter::text(std::string_view text) {
    if (text.empty()) return 0;
    const auto [known, added] = text_offsets_.try_emplace(std::string{text}, 0);
    if (!added) return known->second;
    if (texts_.size() + text.size() + 8 > UINT32_MAX) throw std::length_error{"texts over 4 GiB"};
    known->second = static_cast<std::uint32_t>(texts_.size());
    const std::string one{text};
    texts_ += pack_texts(std::span{&one, 1});
    return known->second;
}

std::uint32_t ThemeWriter::texts(std::span<const std::string> list) {
    return text(pack_texts(list));
}

std::string_view ThemeWriter::text_at(std::uint32_t offset) const {
    std::size_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(texts_[offset++]);
        size |= std::size_t{byte & 0x7FU} << shift;
        if (byte < 0x80) return std::string_view{texts_}.substr(offset, size);
    }
}

void ThemeWriter::store_geometry(const Geometry& geometry, Record& record) {
    if (geometry.kind == GeometryKind::point) return;
    if (geometry.locations.size() > kMaxStoredLocations) {
        record.geometry_bytes = kGeometryInBase;
        return;
    }
    record.geometry_offset = geometries_.size();
    encode_geometry(geometry, geometries_);
    record.geometry_bytes = static_cast<std::uint32_t>(geometries_.size() - record.geometry_offset);
}

void ThemeWriter::read_geometry(const Record& record, const BaseMap& base, Geometry& into) const {
    into.clear();
    if (record.geometry_bytes == 0) {
        into.kind = GeometryKind::point;
        into.locations.push_back({record.lon_e7, record.lat_e7});
    } else if (record.geometry_bytes == kGeometryInBase) {
        base.feature(FeatureIndex{record.feature}).read_geometry(into);
    } else {
        static_cast<void>(decode_geometry(
            std::span{geometries_}.subspan(record.geometry_offset, record.geometry_bytes), into));
    }
}

void ThemeWriter::write(const std::filesystem::path& path) {
    SectionFileWriter file{{.path = path, .magic = kMagic, .version = kVersion}};
    for (std::size_t n = 0; n < kLayerCount; ++n) {
        auto& entries = layers_[n];
        header.count[n] = static_cast<std::uint32_t>(entries.size());
        write_layer(file, n, entries);
    }
    file.begin_section(kTexts);
    file.append(std::as_bytes(std::span{texts_}));
    file.begin_section(kGeometries);
    file.append(geometries_);
    file.set_user_header(std::as_bytes(std::span{&header, 1}));
    file.finish();
}

}  // namespace konbit
