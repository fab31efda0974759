#include "mapper/query/theme_file.hpp"

#include <array>
#include <cstring>
#include <mutex>

#include "mapper/query/damage_text.hpp"
#include "mapper/query/text_list.hpp"
#include "mapper/query/theme_geometry.hpp"

namespace konbit {

using namespace theme_format;

struct ThemeFile::Impl {
    explicit Impl(SectionFile opened) : file{std::move(opened)} {
        std::memcpy(&header, file.user_header().data(), sizeof header);
        for (std::size_t n = 0; n < kLayerCount; ++n) records[n] = file.view(records_of(n));
        texts = file.view(kTexts);
        geometries = file.view(kGeometries);
    }

    SectionFile file;
    Header header;
    std::array<SectionView, kLayerCount> records;
    SectionView texts, geometries;
    std::array<std::once_flag, kLayerCount> built;
    std::array<std::unique_ptr<const BoxIndex>, kLayerCount> indexes;

    [[noreturn]] void damaged(std::string_view why) const {
        throw DamagedDerived{"The index of places cannot be read", file.path().string(), why,
                             "Delete the folder 'derived': it is built again"};
    }
    template <class Read>
    decltype(auto) checked(Read&& read) const {
        try {
            return read();
        } catch (const DamagedDerived&) {
            throw;
        } catch (const DataError& error) {
            damaged(error.what());
        }
    }
    [[nodiscard]] std::span<const std::byte> bytes(const SectionView& view, std::uint64_t offset,
                                                   std::uint64_t size) const {
        return checked([&] { return view.bytes(offset, size); });
    }
    void build_index(std::size_t layer);
};

void ThemeFile::Impl::build_index(std::size_t layer) {
    if (file.section_size(boxes_of(layer)) != header.count[layer] * sizeof(BoundingBox)) {
        damaged("a layer has another length than it says");
    }
    const BoxIndex::Stored stored{file.view(boxes_of(layer)), file.view(groups_of(layer)),
                                  file.view(blocks_of(layer))};
    indexes[layer] = checked([&] { return std::make_unique<const BoxIndex>(stored); });
}

ThemeFile ThemeFile::open(const std::filesystem::path& path) {
    return ThemeFile{std::make_unique<Impl>(SectionFile::open(path, kMagic, kVersion))};
}

ThemeFile::ThemeFile(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
ThemeFile::~ThemeFile() = default;
ThemeFile::ThemeFile(ThemeFile&&) noexcept = default;
ThemeFile& ThemeFile::operator=(ThemeFile&&) noexcept = default;

ThemeKey ThemeFile::key() const noexcept {
    return {impl_->header.base_fingerprint, impl_->header.rules_fingerprint};
}
const Header& ThemeFile::header() const noexcept {
    return impl_->header;
}
BoundingBox ThemeFile::bounds() const noexcept {
    const auto& h = impl_->header;
    return h.south > h.north ? BoundingBox{} : BoundingBox{h.west, h.south, h.east, h.north};
}
std::uint32_t ThemeFile::size(std::size_t layer) const noexcept {
    return impl_->header.count[layer];
}

const BoxIndex& ThemeFile::index(std::size_t layer) const {
    std::call_once(impl_->built[layer], [&] { impl_->build_index(layer); });
    return *impl_->indexes[layer];
}

const ThemeFile::Record& ThemeFile::record(std::size_t layer, std::uint32_t position) const {
    if (position >= impl_->header.count[layer]) {
        impl_->damaged("a record lies outside of its layer");
    }
    return impl_->checked(
        [&]() -> const Record& { return impl_->records[layer].item<Record>(position); });
}

BoundingBox ThemeFile::box(std::size_t layer, std::uint32_t position) const {
    return impl_->checked(
        [&] { return impl_->file.view(boxes_of(layer)).item<BoundingBox>(position); });
}

std::vector<std::string> ThemeFile::verify() const {
    return impl_->file.verify();
}

void ThemeFile::read_geometry(const Record& record, const BaseMap& base, Geometry& into) const {
    into.clear();
    if (record.geometry_bytes == 0) {
        into.kind = GeometryKind::point;
        into.locations.push_back({record.lon_e7, record.lat_e7});
        return;
    }
    if (record.geometry_bytes == kGeometryInBase) {
        if (record.feature >= base.feature_count())
            impl_->damaged("it names a feature the map lacks");
        return base.feature(FeatureIndex{record.feature}).read_geometry(into);
    }
    const auto raw = impl_->bytes(impl_->geometries, record.geometry_offset, record.geometry_bytes);
    if (!decode_geometry(raw, into)) impl_->damaged("a geometry is broken");
}

std::string_view ThemeFile::text(std::uint32_t offset) const {
    const auto total = impl_->texts.size();
    std::uint64_t size = 0;
    std::uint64_t at = offset;
    for (unsigned shift = 0;; shift += 7) {
        if (at >= total || shift > 28) impl_->damaged("a text lies outside of it");
        const auto byte = std::to_integer<std::uint64_t>(impl_->bytes(impl_->texts, at++, 1)[0]);
        size |= (byte & 0x7F) << shift;
        if (byte < 0x80) break;
    }
    if (size > total - at) impl_->damaged("a text lies outside of it");
    const auto raw = impl_->bytes(impl_->texts, at, size);
    return {reinterpret_cast<const char*>(raw.data()), raw.size()};
}

std::vector<std::string> ThemeFile::texts(std::uint32_t offset) const {
    if (offset == 0) return {};
    auto list = unpack_texts(text(offset));
    if (!list) impl_->damaged("a list of texts is broken");
    return std::move(*list);
}

std::optional<DamageStatement> ThemeFile::damage(const Record& record) const {
    if (record.damage == 0) return std::nullopt;
    auto statement = unpack_damage(text(record.damage));
    if (!statement) impl_->damaged("a statement of damage is broken");
    return statement;
}

ObjectId ThemeFile::id(const Record& record) const {
    if (record.type > 2) impl_->damaged("a record has no object");
    return {static_cast<ObjectType>(record.type), record.ref};
}

}  // namespace konbit
