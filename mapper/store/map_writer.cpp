#include "mapper/store/map_writer.hpp"

#include <algorithm>
#include <deque>

#include "mapper/store/feature_layer.hpp"
#include "mapper/store/id_index.hpp"
#include "mapper/store/map_layout.hpp"
#include "mapper/store/map_summary_json.hpp"
#include "mapper/store/object_codec.hpp"
#include "mapper/store/object_view.hpp"
#include "mapper/store/string_pool.hpp"

namespace konbit {

void copy_to(SpoolFile& spool, SectionFileWriter& file) {
    std::vector<std::byte> buffer(std::min<std::uint64_t>(spool.size(), 256 << 10));
    for (std::uint64_t at = 0; at < spool.size(); at += buffer.size()) {
        buffer.resize(std::min<std::uint64_t>(buffer.size(), spool.size() - at));
        spool.read(at, buffer);
        file.append(buffer);
    }
}

namespace {

constexpr std::size_t kMinMemory = 4 << 20;

/// Blocks of one type that wait in a temporary file for their section.
struct WaitingObjects {
    explicit WaitingObjects(const std::filesystem::path& folder) : blocks{folder} {}
    SpoolFile blocks;
    std::vector<ObjectBlockEntry> directory;
    std::uint64_t count = 0;
    std::uint64_t last_rank = 0;
};

}  // namespace

struct MapWriter::Impl {
    explicit Impl(const Options& given)
        : options{given},
          memory{std::max(given.memory_bytes, kMinMemory)},
          file{{given.folder / "base.map", kMapMagic, kMapVersion, given.part_bytes}},
          strings{memory / 8 * 3, given.folder},
          objects{WaitingObjects{given.folder}, WaitingObjects{given.folder},
                  WaitingObjects{given.folder}},
          features{memory / 8 * 3, given.folder},
          overviews{FeatureLayerWriter{memory / 16, given.folder},
                    FeatureLayerWriter{memory / 16, given.folder},
                    FeatureLayerWriter{memory / 16, given.folder}} {
        file.begin_section(kObjectBlocks[0]);
    }

    Options options;
    std::size_t memory;
    SectionFileWriter file;
    StringPool strings;
    ObjectEncoder encoder;
    ObjectBlock block;
    std::array<WaitingObjects, 3> objects;
    FeatureLayerWriter features;
    std::array<FeatureLayerWriter, kOverviewCount> overviews;
    ByteWriter bytes;
    std::vector<std::uint32_t> tag_numbers;

    // For read_back.
    ObjectDecoder decoder;
    ObjectBlock read_block;
    std::uint64_t read_block_offset = UINT64_MAX;
    std::vector<std::byte> read_bytes;
    std::deque<std::string> read_strings;

    /// Begins a block of `type` if another is open; nodes go straight to the file.
    void begin(ObjectType type, std::int64_t id);
    /// The new object's row; its children or location are still to be set.
    ObjectRow& add_common(ObjectType type, std::int64_t id, const ObjectMeta& meta,
                          std::span<const Tag> tags);
    void close_block();
    std::span<const std::uint32_t> number(std::span<const Tag> tags);
    void end_nodes();
    void write_objects();
    bool load(ObjectId id);
};

void MapWriter::Impl::begin(ObjectType type, std::int64_t id) {
    if (block.type != type) {
        if (block.type > type) {
            throw DataError{"Objects come in a wrong order", to_string(ObjectId{type, id}),
                            "nodes, ways and relations must follow each other",
                            "Sort the extract with 'osmium sort'."};
        }
        close_block();
        if (block.type == ObjectType::node) end_nodes();
        block.type = type;
    } else if (block.full()) {
        close_block();
    }
    auto& of_type = objects[static_cast<std::size_t>(type)];
    const auto rank = rank_of(id);
    if (of_type.count > 0 && rank <= of_type.last_rank) {
        throw DataError{"Objects come in a wrong order", to_string(ObjectId{type, id}),
                        "ids must rise and be there once", "Sort the extract with 'osmium sort'."};
    }
    of_type.last_rank = rank;
    ++of_type.count;
}

ObjectRow& MapWriter::Impl::add_common(ObjectType type, std::int64_t id, const ObjectMeta& meta,
                                       std::span<const Tag> tags) {
    begin(type, id);
    for (const auto& tag : tags) {
        block.tags.push_back(strings.add(tag.key));
        block.tags.push_back(strings.add(tag.value));
    }
    return block.rows.emplace_back(
        ObjectRow{.id = id,
                  .version = meta.version,
                  .timestamp_s = meta.timestamp_s,
                  .changeset = meta.changeset,
                  .uid = meta.uid,
                  .user = strings.add(meta.user),
                  .tags_end = static_cast<std::uint32_t>(block.tags.size() / 2)});
}

void MapWriter::Impl::close_block() {
    if (block.size() == 0) return;
    auto& of_type = objects[static_cast<std::size_t>(block.type)];
    bytes.clear();
    encoder.encode(block, bytes);
    if (bytes.size() > UINT32_MAX) {
        throw DataError{"An object is too large",
                        to_string(ObjectId{block.type, block.rows.front().id}),
                        "it takes more than 4 GB", "Remove it from the extract."};
    }
    const bool is_node = block.type == ObjectType::node;
    of_type.directory.push_back(
        {block.rows.front().id, is_node ? file.section_bytes() : of_type.blocks.size(),
         static_cast<std::uint32_t>(bytes.size()), static_cast<std::uint32_t>(block.size())});
    if (is_node) {
        file.append(bytes.bytes());
    } else {
        of_type.blocks.append(bytes.bytes());
    }
    block.clear();
}

std::span<const std::uint32_t> MapWriter::Impl::number(std::span<const Tag> tags) {
    tag_numbers.clear();
    for (const auto& tag : tags) {
        tag_numbers.push_back(strings.add(tag.key));
        tag_numbers.push_back(strings.add(tag.value));
    }
    return tag_numbers;
}

void MapWriter::Impl::end_nodes() {
    file.begin_section(kObjectDirectory[0]);
    file.append(std::as_bytes(std::span{objects[0].directory}));
}

void MapWriter::Impl::write_objects() {
    close_block();
    if (block.type == ObjectType::node) end_nodes();
    for (std::size_t type = 1; type < objects.size(); ++type) {
        file.begin_section(kObjectBlocks[type]);
        copy_to(objects[type].blocks, file);
        objects[type].blocks.clear();
        file.begin_section(kObjectDirectory[type]);
        file.append(std::as_bytes(std::span{objects[type].directory}));
    }
}

/// Decodes the block that would hold the object into `read_block`.
bool MapWriter::Impl::load(ObjectId id) {
    if (id.type == ObjectType::node) return false;  // they are in the file by now
    if (block.type == id.type && block.size() > 0 &&
        rank_of(id.ref) >= rank_of(block.rows.front().id)) {
        close_block();
    }
    auto& of_type = objects[static_cast<std::size_t>(id.type)];
    const auto after = std::upper_bound(
        of_type.directory.begin(), of_type.directory.end(), rank_of(id.ref),
        [](std::uint64_t rank, const auto& entry) { return rank < rank_of(entry.first_id); });
    if (after == of_type.directory.begin()) return false;
    const auto& entry = *std::prev(after);
    if (read_block.type == id.type && read_block_offset == entry.offset) return true;
    read_bytes.resize(entry.bytes);
    of_type.blocks.read(entry.offset, read_bytes);
    decoder.decode(id.type, read_bytes, "a temporary file", read_block);
    read_block_offset = entry.offset;
    return true;
}

MapWriter::MapWriter(const Options& options) : impl_{std::make_unique<Impl>(options)} {}
MapWriter::~MapWriter() = default;
MapWriter::MapWriter(MapWriter&&) noexcept = default;
MapWriter& MapWriter::operator=(MapWriter&&) noexcept = default;

void MapWriter::add_node(std::int64_t id, Location at, const ObjectMeta& meta,
                         std::span<const Tag> tags) {
    auto& row = impl_->add_common(ObjectType::node, id, meta, tags);
    row.lon_e7 = at.lon_e7;
    row.lat_e7 = at.lat_e7;
}

void MapWriter::add_way(std::int64_t id, const ObjectMeta& meta, std::span<const Tag> tags,
                        std::span<const std::int64_t> refs) {
    auto& row = impl_->add_common(ObjectType::way, id, meta, tags);
    auto& children = impl_->block.child_refs;
    children.insert(children.end(), refs.begin(), refs.end());
    row.children_end = static_cast<std::uint32_t>(children.size());
}

void MapWriter::add_relation(std::int64_t id, const ObjectMeta& meta, std::span<const Tag> tags,
                             std::span<const Member> members) {
    auto& row = impl_->add_common(ObjectType::relation, id, meta, tags);
    auto& block = impl_->block;
    for (const auto& member : members) {
        block.child_refs.push_back(member.id.ref);
        block.child_types.push_back(static_cast<std::uint8_t>(member.id.type));
        block.child_roles.push_back(impl_->strings.add(member.role));
    }
    row.children_end = static_cast<std::uint32_t>(block.child_refs.size());
}

void MapWriter::add_feature(ObjectId id, std::span<const Tag> tags, const Geometry& geometry,
                            std::uint8_t min_zoom) {
    impl_->features.add({id, geometry.kind, min_zoom}, impl_->number(tags), geometry);
}

void MapWriter::add_overview(std::size_t overview, ObjectId id, std::span<const Tag> tags,
                             const Geometry& geometry, std::uint8_t min_zoom) {
    impl_->overviews.at(overview).add({id, geometry.kind, min_zoom}, impl_->number(tags), geometry);
}

std::optional<Object> MapWriter::read_back(ObjectId id) {
    if (!impl_->load(id)) return std::nullopt;
    const auto place = find_in(impl_->read_block, id.ref);
    if (!place) return std::nullopt;
    impl_->read_strings.clear();
    Object object;
    fill_object(
        impl_->read_block, *place,
        [&](std::uint32_t number) { return impl_->strings.at(number, impl_->read_strings); },
        object);
    return object;
}

void MapWriter::finish(const MapSummary& summary) {
    auto& impl = *impl_;
    impl.write_objects();
    MapHeader header{};
    header.data_timestamp = summary.data_timestamp;
    for (std::size_t type = 0; type < impl.objects.size(); ++type) {
        header.objects[type] = impl.objects[type].count;
    }
    header.features = impl.features.size();
    IdIndexWriter ids{impl.memory / 4, impl.options.folder};
    impl.features.write(feature_sections('F'), impl.file,
                        [&](std::uint32_t index, ObjectId id) { ids.add(id, index); });
    ids.write(header.features, impl.file);
    for (std::size_t i = 0; i < kOverviewCount; ++i) {
        header.overviews[i] = impl.overviews[i].size();
        impl.overviews[i].write(feature_sections(static_cast<char>('0' + i)), impl.file,
                                [](std::uint32_t, ObjectId) {});
    }
    impl.strings.write(impl.file);
    auto counted = summary;
    counted.objects = header.objects;
    counted.features = header.features;
    impl.file.begin_section(kSummary);
    const auto text = to_json(counted);
    impl.file.append(std::as_bytes(std::span{text}));
    impl.file.set_user_header(std::as_bytes(std::span{&header, 1}));
    impl.file.finish();
}

}  // namespace konbit
