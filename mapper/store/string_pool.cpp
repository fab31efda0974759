#define XXH_INLINE_ALL
#include "mapper/store/string_pool.hpp"

#include <xxhash.h>

#include "mapper/store/map_layout.hpp"
#include "mapper/store/string_table.hpp"

namespace konbit {
namespace {

constexpr std::size_t kFirstSlots = std::size_t{1} << 12;

// One-byte numbers for what occurs most.
constexpr std::string_view kCommonWords[] = {"yes",
                                             "building",
                                             "highway",
                                             "residential",
                                             "service",
                                             "name",
                                             "source",
                                             "surface",
                                             "no",
                                             "natural",
                                             "tree",
                                             "landuse",
                                             "oneway",
                                             "track",
                                             "footway",
                                             "waterway",
                                             "power",
                                             "tower",
                                             "addr:housenumber",
                                             "addr:street",
                                             "addr:city",
                                             "addr:postcode",
                                             "addr:country",
                                             "house",
                                             "building:levels",
                                             "1",
                                             "2",
                                             "3",
                                             "barrier",
                                             "crossing",
                                             "access",
                                             "maxspeed",
                                             "unclassified",
                                             "path",
                                             "layer",
                                             "width",
                                             "lit",
                                             "amenity",
                                             "wood",
                                             "water",
                                             "asphalt",
                                             "tracktype",
                                             "bicycle",
                                             "foot",
                                             "ref",
                                             "outer",
                                             "inner",
                                             "type",
                                             "multipolygon",
                                             "stream",
                                             "bridge",
                                             "tertiary",
                                             "secondary",
                                             "primary",
                                             "driveway",
                                             "lanes",
                                             "sidewalk",
                                             "parking",
                                             "leaf_type",
                                             "private",
                                             "operator",
                                             "farmland",
                                             "forest",
                                             "grass",
                                             "meadow",
                                             "wall",
                                             "fence",
                                             "gate",
                                             "wikidata",
                                             "website",
                                             "height",
                                             "tourism",
                                             "shop",
                                             "public_transport",
                                             "bus",
                                             "bus_stop",
                                             "platform",
                                             "stop_position",
                                             "ele",
                                             "peak",
                                             "unpaved",
                                             "ground",
                                             "gravel",
                                             "paved",
                                             "grade1",
                                             "grade2",
                                             "grade3",
                                             "grade4",
                                             "grade5",
                                             "apartments",
                                             "garage",
                                             "industrial",
                                             "roof",
                                             "leisure",
                                             "entrance",
                                             "junction",
                                             "roundabout",
                                             "intermittent",
                                             "incline",
                                             "sport",
                                             "pitch",
                                             "route",
                                             "network",
                                             "destination",
                                             "designated",
                                             "uncontrolled",
                                             "marked",
                                             "bench",
                                             "railway",
                                             "rail",
                                             "direction",
                                             "opening_hours",
                                             "phone",
                                             "created_by",
                                             "via",
                                             "from",
                                             "to",
                                             "restriction",
                                             "street"};

constexpr std::uint64_t kHashHalf = 0xFFFFFFFF00000000U;
// What a string costs beside its bytes at worst: its end, and slots while the table doubles.
constexpr std::size_t kBytesPerString = 8 + 32 + 16;

}  // namespace

StringMemory::StringMemory(std::size_t memory_bytes)
    : arena_bytes_{memory_bytes / 4},
      max_strings_{memory_bytes / 4 * 3 / kBytesPerString},
      arena_{std::make_unique_for_overwrite<char[]>(arena_bytes_)},
      slots_(kFirstSlots) {
    ends_.reserve(max_strings_);
}

std::uint64_t StringMemory::hash_of(std::string_view text) noexcept {
    return XXH3_64bits(text.data(), text.size());
}

std::string_view StringMemory::operator[](std::size_t number) const noexcept {
    const auto begin = number == 0 ? 0 : ends_[number - 1];
    return {arena_.get() + begin, ends_[number] - begin};
}

std::optional<std::uint32_t> StringMemory::find(std::string_view text,
                                                std::uint64_t hash) const noexcept {
    const auto mask = slots_.size() - 1;
    for (auto slot = hash & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
        if ((slots_[slot] & kHashHalf) != (hash & kHashHalf)) continue;
        const auto number = static_cast<std::uint32_t>(slots_[slot]) - 1;
        if ((*this)[number] == text) return number;
    }
    return std::nullopt;
}

bool StringMemory::add(std::string_view text, std::uint64_t hash) {
    const auto used = ends_.empty() ? 0 : ends_.back();
    if (ends_.size() >= max_strings_ || text.size() > arena_bytes_ - used) return false;
    if (!text.empty()) std::memcpy(arena_.get() + used, text.data(), text.size());
    ends_.push_back(used + text.size());
    if (ends_.size() * 2 > slots_.size()) grow_table();
    insert(hash, static_cast<std::uint32_t>(ends_.size() - 1));
    return true;
}

void StringMemory::insert(std::uint64_t hash, std::uint32_t number) noexcept {
    const auto mask = slots_.size() - 1;
    auto slot = hash & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = (hash & kHashHalf) | (number + 1);
}

void StringMemory::grow_table() {
    slots_.assign(slots_.size() * 2, 0);
    // The last string is put in by its own `add`.
    for (std::uint32_t i = 0; i + 1 < ends_.size(); ++i) insert(hash_of((*this)[i]), i);
}

void StringMemory::clear() noexcept {
    ends_.clear();
    std::fill(slots_.begin(), slots_.end(), 0);
}

StringPool::StringPool(std::size_t memory_bytes, const std::filesystem::path& folder)
    : first_{memory_bytes / 4 * 3},
      latest_{memory_bytes / 4},
      spooled_bytes_{folder},
      spooled_ends_{folder} {
    static_cast<void>(add(""));  // number 0
    for (const auto word : kCommonWords) static_cast<void>(add(word));
}

std::uint32_t StringPool::add(std::string_view text) {
    if (text.empty() && first_.size() > 0) return 0;
    const auto hash = StringMemory::hash_of(text);
    if (const auto number = first_.find(text, hash)) return *number;
    if (spooled_ > 0 || !first_.add(text, hash)) return add_spooled(text, hash);
    return static_cast<std::uint32_t>(first_.size() - 1);
}

std::uint32_t StringPool::add_spooled(std::string_view text, std::uint64_t hash) {
    if (const auto found = latest_.find(text, hash)) return latest_numbers_[*found];
    if (size() >= UINT32_MAX) {
        throw DataError{"The extract is too large", "", "it has over 4 billion different strings",
                        "Import a smaller area."};
    }
    spooled_bytes_.append(std::as_bytes(std::span{text}));
    const auto end = spooled_bytes_.size();
    spooled_ends_.append(std::as_bytes(std::span{&end, 1}));
    const auto number = static_cast<std::uint32_t>(first_.size() + spooled_++);
    if (!latest_.add(text, hash)) {
        latest_.clear();
        latest_numbers_.clear();
        if (!latest_.add(text, hash)) return number;  // too long to be remembered
    }
    latest_numbers_.push_back(number);
    return number;
}

std::string_view StringPool::at(std::uint32_t id, std::deque<std::string>& kept) {
    if (id < first_.size()) return first_[id];
    const auto index = id - first_.size();
    std::uint64_t range[2]{};
    if (index == 0) {
        spooled_ends_.read(0, std::as_writable_bytes(std::span{range}.subspan(1)));
    } else {
        spooled_ends_.read((index - 1) * 8, std::as_writable_bytes(std::span{range}));
    }
    auto& text = kept.emplace_back();
    text.resize(range[1] - range[0]);
    spooled_bytes_.read(range[0], std::as_writable_bytes(std::span{text}));
    return text;
}

void StringPool::write(SectionFileWriter& file) {
    std::uint64_t end = 0;
    ByteWriter ends;
    file.begin_section(kStringBytes);
    for (std::size_t i = 0; i < first_.size(); ++i) {
        file.append(std::as_bytes(std::span{first_[i]}));
    }
    copy_to(spooled_bytes_, file);
    file.begin_section(kStringEnds);
    const auto put = [&](std::uint64_t at) {
        ends.put_bytes(std::as_bytes(std::span{&at, 1}).first(StringTable::kEndBytes));
        if (ends.size() < kBlockBytes) return;
        file.append(ends.bytes());
        ends.clear();
    };
    for (std::size_t i = 0; i < first_.size(); ++i) put(end += first_[i].size());
    for (std::uint64_t i = 0; i < spooled_; ++i) {
        std::uint64_t at = 0;
        spooled_ends_.read(i * 8, std::as_writable_bytes(std::span{&at, 1}));
        put(end + at);
    }
    file.append(ends.bytes());
}

}  // namespace konbit
