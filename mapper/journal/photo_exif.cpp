#include "mapper/journal/photo_exif.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exiv2/exiv2.hpp>
#include <mutex>
#include <stdexcept>
#include <string>

namespace konbit {
namespace {

// Names of tags differ between Exiv2's versions, their numbers never do.
constexpr std::uint16_t kOrientation = 0x0112;
constexpr std::uint16_t kTimeOriginal = 0x9003, kTimeDigitized = 0x9004;
constexpr std::uint16_t kOffsetOriginal = 0x9011, kOffsetDigitized = 0x9012;
constexpr std::uint16_t kLatitudeRef = 1, kLatitude = 2, kLongitudeRef = 3, kLongitude = 4;
constexpr std::uint16_t kGpsTime = 7, kGpsStatus = 9, kGpsDate = 0x1D;

const Exiv2::Exifdatum* find(const Exiv2::ExifData& exif, std::string_view group,
                             std::uint16_t tag) {
    for (const auto& datum : exif) {
        if (datum.tag() == tag && datum.groupName() == group) return &datum;
    }
    return nullptr;
}

std::string text_of(const Exiv2::ExifData& exif, std::string_view group, std::uint16_t tag) {
    const auto* datum = find(exif, group, tag);
    if (datum == nullptr || datum->size() > 64) return {};
    auto text = datum->toString();
    // Padded with zeros or spaces, as cameras like it.
    text.erase(text.find_last_not_of(std::string_view{" \0", 2}) + 1);
    return text;
}

/// A quotient of 0 or more; nullopt if it is none.
std::optional<double> rational(const Exiv2::Exifdatum& datum, long index) {
    if (datum.typeId() != Exiv2::unsignedRational) return std::nullopt;
    const auto [above, below] = datum.toRational(index);
    const auto positive_above = static_cast<std::uint32_t>(above);
    const auto positive_below = static_cast<std::uint32_t>(below);
    if (positive_below == 0) return std::nullopt;
    return static_cast<double>(positive_above) / positive_below;
}

/// Degrees, minutes and seconds; minutes and seconds may be left out.
std::optional<double> degrees(const Exiv2::ExifData& exif, std::uint16_t tag) {
    const auto* datum = find(exif, "GPSInfo", tag);
    if (datum == nullptr || datum->count() < 1 || datum->count() > 3) return std::nullopt;
    double sum = 0, unit = 1;
    for (long i = 0; i < datum->count(); ++i, unit /= 60) {
        const auto part = rational(*datum, i);
        if (!part || (i > 0 && *part > 60)) return std::nullopt;
        sum += *part * unit;
    }
    return sum;
}

/// +1 or -1 for the letters of a hemisphere; without one nobody knows which side it is.
std::optional<int> side(const Exiv2::ExifData& exif, std::uint16_t tag, char plus, char minus) {
    const auto letter = text_of(exif, "GPSInfo", tag);
    if (letter.size() != 1) return std::nullopt;
    if (letter[0] == plus) return 1;
    if (letter[0] == minus) return -1;
    return std::nullopt;
}

std::optional<Location> position(const Exiv2::ExifData& exif) {
    if (text_of(exif, "GPSInfo", kGpsStatus) == "V") return std::nullopt;  // void: an old place
    const auto lat = degrees(exif, kLatitude), lon = degrees(exif, kLongitude);
    const auto north = side(exif, kLatitudeRef, 'N', 'S'),
               east = side(exif, kLongitudeRef, 'E', 'W');
    if (!lat || !lon || !north || !east) return std::nullopt;
    if (*lat == 0 && *lon == 0) return std::nullopt;  // written by those who do not know
    const auto at = location_from_degrees(*lon * *east, *lat * *north);
    if (!at.valid()) return std::nullopt;
    return at;
}

/// "2026:03:13 06:34:51" as if it were UTC.
std::optional<UnixSeconds> clock_time(std::string text) {
    if (text.size() != 19 || text[4] != ':' || text[7] != ':') return std::nullopt;
    text[4] = text[7] = '-';
    const auto time = parse_iso8601(text + "Z");
    constexpr UnixSeconds k1990 = 631'152'000, k2200 = 7'258'118'400;
    if (!time || *time < k1990 || *time > k2200) return std::nullopt;
    return time;
}

/// "+05:45" in seconds.
std::optional<std::int64_t> zone(const std::string& text) {
    const auto with_zone = parse_iso8601("2000-01-01T12:00" + text);
    if (text.empty() || text == "Z" || !with_zone) return std::nullopt;
    return *parse_iso8601("2000-01-01T12:00Z") - *with_zone;
}

std::optional<UnixSeconds> satellite_time(const Exiv2::ExifData& exif) {
    const auto* time = find(exif, "GPSInfo", kGpsTime);
    if (time == nullptr || time->count() != 3) return std::nullopt;
    const auto midnight = clock_time(text_of(exif, "GPSInfo", kGpsDate) + " 00:00:00");
    const auto h = rational(*time, 0), m = rational(*time, 1), s = rational(*time, 2);
    if (!midnight || !h || !m || !s || *h >= 24 || *m >= 60 || *s > 60) return std::nullopt;
    return *midnight + static_cast<UnixSeconds>(*h * 3600 + *m * 60 + *s);
}

/// Cameras that write no zone mostly write the satellites' time, which is UTC: the difference,
/// rounded to the quarters of an hour that zones have, is the zone.
std::optional<std::int64_t> zone_by_satellites(const Exiv2::ExifData& exif, UnixSeconds clock) {
    constexpr double kQuarter = 900;
    const auto utc = satellite_time(exif);
    if (!utc) return std::nullopt;
    const auto zone =
        static_cast<std::int64_t>(std::llround(static_cast<double>(clock - *utc) / kQuarter) *
                                  static_cast<long long>(kQuarter));
    if (std::abs(zone) > 14 * 3600) return std::nullopt;
    return zone;
}

void read_time(const Exiv2::ExifData& exif, ExifFacts& into) {
    auto clock = clock_time(text_of(exif, "Photo", kTimeOriginal));
    auto offset = zone(text_of(exif, "Photo", kOffsetOriginal));
    if (!clock) {
        clock = clock_time(text_of(exif, "Photo", kTimeDigitized));
        offset = zone(text_of(exif, "Photo", kOffsetDigitized));
    }
    if (!clock) return;
    if (!offset) offset = zone_by_satellites(exif, *clock);
    if (offset)
        into.taken = *clock - *offset;
    else
        into.taken_without_zone = clock;
}

ExifFacts facts_of(const Exiv2::ExifData& exif) {
    ExifFacts facts;
    read_time(exif, facts);
    facts.at = position(exif);
    const auto* turned = find(exif, "Image", kOrientation);
    if (turned != nullptr && turned->count() == 1 && turned->typeId() == Exiv2::unsignedShort) {
        const long value = turned->toLong();
        if (value >= 1 && value <= 8) facts.orientation = static_cast<int>(value);
    }
    return facts;
}

/// Exiv2 writes what it thinks of a file to stderr unless told not to.
void make_quiet() {
    static std::once_flag once;
    std::call_once(once, [] { Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute); });
}

}  // namespace

// Exiv2 sees the Exif block alone: the rest of a hostile file, above all XMP, never gets near it.
ExifFacts read_exif(std::string_view block) {
    make_quiet();
    constexpr std::size_t kMostBlockBytes = 16U << 20;
    if (block.size() < 8 || block.size() > kMostBlockBytes) return {};
    try {
        Exiv2::ExifData exif;
        Exiv2::ExifParser::decode(exif, reinterpret_cast<const Exiv2::byte*>(block.data()),
                                  static_cast<std::uint32_t>(block.size()));
        return facts_of(exif);
    } catch (const Exiv2::AnyError&) {
        return {};
    } catch (const std::out_of_range&) {  // its own checks of bounds
        return {};
    } catch (const std::overflow_error&) {
        return {};
    }
}

ExifFacts read_heic_exif(std::string_view bytes) {
    make_quiet();
    try {
        Exiv2::BasicIo::AutoPtr file{new Exiv2::MemIo{
            reinterpret_cast<const Exiv2::byte*>(bytes.data()), static_cast<long>(bytes.size())}};
        Exiv2::BmffImage image{file, false};
        image.readMetadata();
        auto facts = facts_of(image.exifData());
        facts.width = static_cast<std::uint32_t>(std::max(0, image.pixelWidth()));
        facts.height = static_cast<std::uint32_t>(std::max(0, image.pixelHeight()));
        return facts;
    } catch (const Exiv2::AnyError&) {
        return {};
    } catch (const std::out_of_range&) {
        return {};
    } catch (const std::overflow_error&) {
        return {};
    }
}

}  // namespace konbit
