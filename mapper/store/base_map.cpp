#include "mapper/store/base_map.hpp"

#include "mapper/store/base_map_impl.hpp"
#include "mapper/store/map_summary_json.hpp"
#include "mapper/store/object_view.hpp"

namespace konbit {
namespace {

MapHeader read_header(const SectionFile& file) {
    MapHeader header;
    std::memcpy(&header, file.user_header().data(), sizeof header);
    return header;
}

/// Reads past the tags of a record.
void skip_tags(ByteReader& in) {
    for (auto left = read_tag_count(in) * 2; left > 0; --left) static_cast<void>(in.varint());
}

}  // namespace

// ---- Feature

void Feature::read_tags(Tags& into) const {
    into.clear();
    if (strings_ == nullptr) return;
    ByteReader in{tags_, strings_->file()};
    for (auto left = read_tag_count(in); left > 0; --left) {
        const auto key = strings_->at(in.varint());
        into.add(key, strings_->at(in.varint()));
    }
}

Tags Feature::tags() const {
    Tags tags;
    read_tags(tags);
    return tags;
}

std::optional<std::string_view> Feature::tag(std::string_view key) const {
    if (strings_ == nullptr) return std::nullopt;
    ByteReader in{tags_, strings_->file()};
    for (auto left = read_tag_count(in); left > 0; --left) {
        const bool found = strings_->at(in.varint()) == key;
        const auto value = in.varint();
        if (found) return strings_->at(value);
    }
    return std::nullopt;
}

void Feature::read_geometry(Geometry& into) const {
    into.clear();
    if (strings_ == nullptr) return;
    const bool behind_tags = geometry_.data() == nullptr;
    ByteReader in{behind_tags ? tags_ : geometry_, strings_->file()};
    if (behind_tags) skip_tags(in);
    konbit::read_geometry(in, kind_, box_, into);
}

Geometry Feature::geometry() const {
    Geometry geometry;
    read_geometry(geometry);
    return geometry;
}

// ---- Impl

BaseMap::Impl::Impl(std::filesystem::path map_folder, SectionFile opened)
    : folder{std::move(map_folder)},
      file{std::move(opened)},
      header{read_header(file)},
      path{file.path().string()},
      strings{file.view(kStringBytes), file.view(kStringEnds), path},
      features{file, feature_sections('F'), header.features},
      overviews{FeatureLayer{file, feature_sections('0'), header.overviews[0]},
                FeatureLayer{file, feature_sections('1'), header.overviews[1]},
                FeatureLayer{file, feature_sections('2'), header.overviews[2]}},
      ids{file, header.features} {
    for (std::size_t type = 0; type < object_blocks.size(); ++type) {
        object_blocks[type] = file.view(kObjectBlocks[type]);
        object_directory[type] = file.view(kObjectDirectory[type]);
    }
}

Feature BaseMap::Impl::feature_of(const FeatureLayer& layer, std::uint32_t index) const {
    ByteReader in{layer.record(index), path};
    const auto head = read_feature_head(in);
    Feature feature;
    feature.strings_ = &strings;
    feature.tags_ = in.bytes(in.left());
    if (const auto place = shared_tags({feature.tags_, path})) {
        ByteReader behind{feature.tags_, path};
        static_cast<void>(behind.varint());
        feature.geometry_ = behind.bytes(behind.left());
        if (*place >= index % FeatureLayer::kGroup) behind.fail("a feature shares tags with none");
        ByteReader sharer{layer.record(index - index % FeatureLayer::kGroup + *place), path};
        static_cast<void>(read_feature_head(sharer));
        feature.tags_ = sharer.bytes(sharer.left());
    }
    feature.index_ = {index};
    feature.id_ = head.id;
    feature.box_ = layer.box(index);
    feature.kind_ = head.kind;
    feature.min_zoom_ = head.min_zoom;
    return feature;
}

void BaseMap::Impl::query(const FeatureLayer& layer, const BoundingBox& box,
                          const std::function<bool(const Feature&)>& visit) const {
    std::vector<std::uint32_t> found;
    layer.index().query(box, found);
    for (const auto index : found) {
        if (!visit(feature_of(layer, index))) return;
    }
}

void BaseMap::Impl::decode(std::size_t type, std::uint64_t number, ObjectDecoder& decoder,
                           ObjectBlock& into) const {
    const auto& entry = object_directory[type].item<ObjectBlockEntry>(number);
    decoder.decode(static_cast<ObjectType>(type),
                   object_blocks[type].bytes(entry.offset, entry.bytes), path, into);
    if (into.size() != entry.objects || into.size() == 0 ||
        into.rows.front().id != entry.first_id) {
        strings.fail("a block of objects does not fit its directory");
    }
}

std::shared_ptr<const ObjectBlock> BaseMap::Impl::block_of(std::size_t type, std::uint64_t number) {
    {
        const std::scoped_lock lock{cache_mutex};
        if (cache[type].number == number) return cache[type].block;
    }
    thread_local ObjectDecoder decoder;
    auto block = std::make_shared<ObjectBlock>();
    decode(type, number, decoder, *block);
    const std::scoped_lock lock{cache_mutex};
    cache[type] = {number, block};
    return block;
}

// ---- BaseMap

BaseMap::BaseMap(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
BaseMap::~BaseMap() = default;
BaseMap::BaseMap(BaseMap&&) noexcept = default;
BaseMap& BaseMap::operator=(BaseMap&&) noexcept = default;

BaseMap BaseMap::open(const std::filesystem::path& map_folder) {
    auto file = SectionFile::open(map_folder / "base.map", kMapMagic, kMapVersion);
    return BaseMap{std::make_unique<Impl>(map_folder, std::move(file))};
}

const std::filesystem::path& BaseMap::folder() const noexcept {
    return impl_->folder;
}

std::uint64_t BaseMap::fingerprint() const noexcept {
    return impl_->file.fingerprint();
}

UnixSeconds BaseMap::data_timestamp() const noexcept {
    return impl_->header.data_timestamp;
}

std::array<std::uint64_t, 3> BaseMap::object_counts() const noexcept {
    return impl_->header.objects;
}

MapSummary BaseMap::summary() const {
    const auto text = impl_->file.section(kSummary);
    return summary_from_json({reinterpret_cast<const char*>(text.data()), text.size()},
                             impl_->path);
}

std::uint32_t BaseMap::feature_count() const noexcept {
    return impl_->features.size();
}

Feature BaseMap::feature(FeatureIndex index) const {
    if (index.value >= feature_count()) {
        throw DataError{
            "There is no such feature", impl_->path,
            "number " + std::to_string(index.value) + " of " + std::to_string(feature_count()),
            "Build the derived files again."};
    }
    return impl_->feature_of(impl_->features, index.value);
}

std::optional<Feature> BaseMap::find_feature(ObjectId id) const {
    const auto index = impl_->ids.find(id);
    if (!index) return std::nullopt;
    return feature({*index});
}

void BaseMap::query(const BoundingBox& box,
                    const std::function<bool(const Feature&)>& visit) const {
    impl_->query(impl_->features, box, visit);
}

void BaseMap::query(const BoundingBox& box, std::vector<FeatureIndex>& found) const {
    thread_local std::vector<std::uint32_t> positions;
    positions.clear();
    impl_->features.index().query(box, positions);
    const auto before = found.size();
    found.resize(before + positions.size());
    std::transform(positions.begin(), positions.end(),
                   found.begin() + static_cast<std::ptrdiff_t>(before),
                   [](std::uint32_t position) { return FeatureIndex{position}; });
}

void BaseMap::for_each_feature(const std::function<void(const Feature&)>& visit) const {
    for (std::uint32_t index = 0; index < feature_count(); ++index) {
        visit(impl_->feature_of(impl_->features, index));
    }
}

void BaseMap::query_overview(std::size_t overview, const BoundingBox& box,
                             const std::function<bool(const Feature&)>& visit) const {
    impl_->query(impl_->overviews.at(overview), box, visit);
}

std::optional<Object> BaseMap::object(ObjectId id) const {
    const auto type = static_cast<std::size_t>(id.type);
    const auto& directory = impl_->object_directory[type];
    std::uint64_t low = 0;  // the first block that begins after the object
    for (auto high = impl_->block_count(type); low < high;) {
        const auto middle = low + (high - low) / 2;
        if (rank_of(directory.item<ObjectBlockEntry>(middle).first_id) <= rank_of(id.ref)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) return std::nullopt;
    const auto block = impl_->block_of(type, low - 1);
    const auto place = find_in(*block, id.ref);
    if (!place) return std::nullopt;
    Object object;
    fill_object(
        *block, *place, [&](std::uint32_t text) { return impl_->strings.at(text); }, object);
    return object;
}

void BaseMap::for_each_object(const std::function<void(const Object&)>& visit) const {
    for (const auto type : {ObjectType::node, ObjectType::way, ObjectType::relation})
        for_each_object(type, visit);
}

void BaseMap::for_each_object(ObjectType type,
                              const std::function<void(const Object&)>& visit) const {
    const auto column = static_cast<std::size_t>(type);
    ObjectDecoder decoder;
    ObjectBlock block;
    Object object;
    for (std::uint64_t number = 0; number < impl_->block_count(column); ++number) {
        impl_->decode(column, number, decoder, block);
        for (std::size_t place = 0; place < block.size(); ++place) {
            fill_object(
                block, place, [&](std::uint32_t text) { return impl_->strings.at(text); }, object);
            visit(object);
        }
    }
}

}  // namespace konbit
