#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <exiv2/exiv2.hpp>
#include <fstream>

#include <jpeglib.h>

#include "mapper/journal/photo_intake.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/model/error.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The module as the program loads it.
const PhotoTools& tools() {
    static const PhotoTools& found = [&]() -> const PhotoTools& {
        void* module = ::dlopen(KONBIT_PHOTO_MODULE, RTLD_NOW | RTLD_LOCAL);
        if (module == nullptr) throw std::runtime_error{::dlerror()};
        return reinterpret_cast<PhotoToolsSymbol>(::dlsym(module, "konbit_photo_tools"))();
    }();
    return found;
}

struct Rgb {
    int red = 0, green = 0, blue = 0;
};

/// A picture with a red, a green, a blue and a white quarter (from the upper left, row by row).
struct Picture {
    unsigned width = 0, height = 0;
    std::vector<JSAMPLE> pixels;
    [[nodiscard]] Rgb at(double x, double y) const {
        const auto* p = &pixels[(static_cast<std::size_t>(y * height) * width +
                                 static_cast<std::size_t>(x * width)) *
                                3];
        return {p[0], p[1], p[2]};
    }
};

Picture quarters(unsigned width, unsigned height) {
    Picture picture{width, height, {}};
    for (unsigned y = 0; y < height; ++y) {
        for (unsigned x = 0; x < width; ++x) {
            const bool right = x >= width / 2, below = y >= height / 2;
            picture.pixels.push_back(right == below && !below ? 255 : (right && below ? 255 : 0));
            picture.pixels.push_back(right ? 255 : 0);
            picture.pixels.push_back(below ? 255 : 0);
        }
    }
    return picture;
}

std::string jpeg_of(const Picture& picture, bool progressive = false) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = picture.width;
    info.image_height = picture.height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    if (progressive) jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto* row = const_cast<JSAMPLE*>(
            &picture.pixels[std::size_t{info.next_scanline} * picture.width * 3]);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    std::string jpeg{reinterpret_cast<char*>(bytes), size};
    jpeg_destroy_compress(&info);
    std::free(bytes);
    return jpeg;
}

Picture picture_of(const std::string& jpeg) {
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(jpeg.data()), jpeg.size());
    jpeg_read_header(&info, TRUE);
    info.out_color_space = JCS_RGB;
    jpeg_start_decompress(&info);
    Picture picture{info.output_width, info.output_height, {}};
    picture.pixels.resize(std::size_t{info.output_width} * info.output_height * 3);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = &picture.pixels[std::size_t{info.output_scanline} * picture.width * 3];
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return picture;
}

using ExifList = std::vector<std::pair<std::string, std::string>>;

/// The photo with these Exif values, as a camera would write it.
std::string with_exif(const std::string& jpeg, const ExifList& values) {
    auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(jpeg.data()),
                                           static_cast<long>(jpeg.size()));
    image->readMetadata();
    for (const auto& [key, value] : values) image->exifData()[key] = value;
    image->writeMetadata();
    auto& io = image->io();
    io.open();
    const auto read = io.read(static_cast<long>(io.size()));
    return {reinterpret_cast<const char*>(read.pData_), static_cast<std::size_t>(read.size_)};
}

ExifList place(const std::string& lat, const std::string& lat_ref, const std::string& lon,
               const std::string& lon_ref) {
    return {{"Exif.GPSInfo.GPSLatitude", lat},
            {"Exif.GPSInfo.GPSLatitudeRef", lat_ref},
            {"Exif.GPSInfo.GPSLongitude", lon},
            {"Exif.GPSInfo.GPSLongitudeRef", lon_ref}};
}

const std::string& plain() {
    static const auto jpeg = jpeg_of(quarters(64, 32));
    return jpeg;
}

PhotoFacts facts_with(const ExifList& values) {
    return tools().facts(with_exif(plain(), values), "a.jpg");
}

std::string refused(const std::string& bytes) {
    try {
        static_cast<void>(tools().facts(bytes, "media/a.jpg"));
    } catch (const DataError& error) {
        return error.what();
    }
    return "nothing was thrown";
}

TEST(PhotoFacts, TimeWithItsZone) {
    const auto facts = facts_with({{"Exif.Photo.DateTimeOriginal", "2026:03:13 06:34:51"},
                                   {"Exif.Photo.OffsetTimeOriginal", "-04:00"}});
    EXPECT_EQ(facts.taken, parse_iso8601("2026-03-13T06:34:51-04:00"));
    EXPECT_FALSE(facts.taken_without_zone);
    EXPECT_EQ(facts.type, "jpeg");
    EXPECT_EQ(facts.width, 64u);
    EXPECT_EQ(facts.height, 32u);
    EXPECT_FALSE(facts.at);
}

TEST(PhotoFacts, TimeWithoutAZoneProvesNothing) {
    const auto facts = facts_with({{"Exif.Photo.DateTimeOriginal", "2026:03:13 06:34:51"}});
    EXPECT_FALSE(facts.taken);
    EXPECT_EQ(facts.taken_without_zone, parse_iso8601("2026-03-13T06:34:51Z"));
}

TEST(PhotoFacts, TheSatellitesTimeTellsTheZone) {
    // Kathmandu, +05:45; the last fix was two minutes before the picture.
    const auto facts = facts_with({{"Exif.Photo.DateTimeOriginal", "2026:03:13 01:10:00"},
                                   {"Exif.GPSInfo.GPSDateStamp", "2026:03:12"},
                                   {"Exif.GPSInfo.GPSTimeStamp", "19/1 23/1 0/1"}});
    EXPECT_EQ(facts.taken, parse_iso8601("2026-03-12T19:25Z"));
    EXPECT_FALSE(facts_with({{"Exif.Photo.DateTimeOriginal", "2026:03:13 01:10:00"},
                             {"Exif.GPSInfo.GPSDateStamp", "2026:03:01"},
                             {"Exif.GPSInfo.GPSTimeStamp", "19/1 23/1 0/1"}})
                     .taken);
}

TEST(PhotoFacts, TimesThatAreNone) {
    for (const auto* bad : {"0000:00:00 00:00:00", "    :  :     :  :  ", "2026:13:01 00:00:00",
                            "2026:03:13", "1970:01:01 00:00:00", "gibberish"}) {
        const auto facts = facts_with(
            {{"Exif.Photo.DateTimeOriginal", bad}, {"Exif.Photo.OffsetTimeOriginal", "+00:00"}});
        EXPECT_FALSE(facts.taken) << bad;
        EXPECT_FALSE(facts.taken_without_zone) << bad;
    }
}

TEST(PhotoFacts, PlaceInAllHemispheres) {
    EXPECT_EQ(
        facts_with(place("19/1 5/1 1749/100", "N", "72/1 58/1 1039/100", "W")).at,
        location_from_degrees(-(72 + 58 / 60.0 + 10.39 / 3600), 19 + 5 / 60.0 + 17.49 / 3600));
    EXPECT_EQ(facts_with(place("335/10 0/1 0/1", "S", "151/1 30/1 0/1", "E")).at,
              location_from_degrees(151.5, -33.5));
}

TEST(PhotoFacts, PlacesThatAreNone) {
    EXPECT_FALSE(facts_with(place("19/0 5/1 0/1", "N", "72/1 0/1 0/1", "W")).at);
    EXPECT_FALSE(facts_with(place("19/1 5/1 0/0", "N", "72/1 0/1 0/1", "W")).at);
    EXPECT_FALSE(facts_with(place("95/1 0/1 0/1", "N", "72/1 0/1 0/1", "W")).at);
    EXPECT_FALSE(facts_with(place("19/1 61/1 0/1", "N", "72/1 0/1 0/1", "W")).at);
    EXPECT_FALSE(facts_with(place("4294967295/1 0/1 0/1", "N", "72/1 0/1 0/1", "W")).at);
    EXPECT_FALSE(facts_with(place("0/1 0/1 0/1", "N", "0/1 0/1 0/1", "E")).at);
    EXPECT_FALSE(facts_with(place("19/1 0/1 0/1", "", "72/1 0/1 0/1", "W")).at);
    EXPECT_FALSE(facts_with(place("19/1 0/1 0/1", "X", "72/1 0/1 0/1", "W")).at);
    auto old_fix = place("19/1 0/1 0/1", "N", "72/1 0/1 0/1", "W");
    old_fix.emplace_back("Exif.GPSInfo.GPSStatus", "V");
    EXPECT_FALSE(facts_with(old_fix).at);
}

TEST(PhotoFacts, HostileFilesAreNamed) {
    EXPECT_THAT(refused(""), HasSubstr("(media/a.jpg): it is empty"));
    EXPECT_THAT(refused("<html>no photo</html>"), HasSubstr("begins like no JPEG"));
    EXPECT_THAT(refused(plain().substr(0, plain().size() - 2)), HasSubstr("cut off"));
    EXPECT_THAT(refused(plain().substr(0, plain().size() / 2)), HasSubstr("cut off"));
    EXPECT_THAT(refused("\xFF\xD8\xFF\xD9"), HasSubstr("no size"));
    EXPECT_THAT(refused(std::string(PhotoStore::kMostBytes + 1, 'x')), HasSubstr("at most 64"));
    auto huge = plain();
    const auto frame = huge.find("\xFF\xC0");
    ASSERT_NE(frame, std::string::npos);
    huge.replace(frame + 5, 4, "\xFF\xF0\xFF\xF0");
    EXPECT_THAT(refused(huge), HasSubstr("65520 × 65520 pixels"));
}

/// A TIFF whose second directory is its first.
std::string looping_exif() {
    std::string block{"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0", 26};
    std::string app1{"\xFF\xE1\0", 3};
    app1 += static_cast<char>(block.size() + 8);
    return app1 + std::string{"Exif\0\0", 6} + block;
}

TEST(PhotoFacts, BrokenExifSaysNothing) {
    const auto looping = plain().substr(0, 2) + looping_exif() + plain().substr(2);
    testing::internal::CaptureStderr();
    EXPECT_FALSE(tools().facts(looping, "a.jpg").taken);
    const auto whole = with_exif(plain(), {{"Exif.Photo.DateTimeOriginal", "2026:03:13 06:34:51"}});
    const auto begin = whole.find("Exif") + 6;
    const auto length = static_cast<unsigned char>(whole[begin - 7]) - 8U;
    for (std::size_t i = 0; i < length; ++i) {  // each byte wrong once
        auto bytes = whole;
        bytes[begin + i] = static_cast<char>(~bytes[begin + i]);
        EXPECT_EQ(tools().facts(bytes, "a.jpg").width, 64u);
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");  // Exiv2 keeps quiet
}

void expect_quarters(const Picture& picture) {
    EXPECT_GT(picture.at(.25, .25).red, 200);
    EXPECT_LT(picture.at(.25, .25).green, 60);
    EXPECT_GT(picture.at(.75, .25).green, 200);
    EXPECT_LT(picture.at(.75, .25).red, 60);
    EXPECT_GT(picture.at(.25, .75).blue, 200);
    EXPECT_LT(picture.at(.25, .75).red, 60);
    EXPECT_GT(picture.at(.75, .75).red, 200);
    EXPECT_GT(picture.at(.75, .75).blue, 200);
}

/// The picture as a camera would store it that was held so.
Picture turned(const Picture& from, int orientation) {
    const bool exchanged = orientation >= 5;
    Picture to{exchanged ? from.height : from.width, exchanged ? from.width : from.height, {}};
    for (unsigned y = 0; y < to.height; ++y) {
        for (unsigned x = 0; x < to.width; ++x) {
            unsigned u = x, v = y;  // of the upright picture
            const unsigned w = from.width - 1, h = from.height - 1;
            if (orientation == 2) u = w - x;
            if (orientation == 3) u = w - x, v = h - y;
            if (orientation == 4) v = h - y;
            if (orientation == 5) u = y, v = x;
            if (orientation == 6) u = w - y, v = x;
            if (orientation == 7) u = w - y, v = h - x;
            if (orientation == 8) u = y, v = h - x;
            const auto* p = &from.pixels[(std::size_t{v} * from.width + u) * 3];
            to.pixels.insert(to.pixels.end(), p, p + 3);
        }
    }
    return to;
}

TEST(SmallCopy, IsUprightHoweverTheCameraWasHeld) {
    const auto upright = quarters(800, 400);
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const auto jpeg = with_exif(jpeg_of(turned(upright, orientation)),
                                    {{"Exif.Image.Orientation", std::to_string(orientation)}});
        const auto small = tools().small_copy(jpeg);
        ASSERT_NE(small, "") << orientation;
        SCOPED_TRACE(orientation);
        const auto picture = picture_of(small);
        EXPECT_EQ(picture.width, 512u);
        EXPECT_EQ(picture.height, 256u);
        expect_quarters(picture);
        EXPECT_THAT(small, Not(HasSubstr("Exif")));
    }
}

TEST(SmallCopy, OfSmallLargeAndProgressivePictures) {
    EXPECT_EQ(picture_of(tools().small_copy(plain())).width, 64u);
    const auto large = picture_of(tools().small_copy(jpeg_of(quarters(3000, 1000), true)));
    EXPECT_EQ(large.width, 512u);
    EXPECT_EQ(large.height, 170u);
    expect_quarters(large);
    EXPECT_EQ(picture_of(tools().small_copy(jpeg_of(quarters(4, 3000)))).height, 512u);
}

TEST(SmallCopy, CannotBeMadeOfEverything) {
    EXPECT_EQ(tools().small_copy(""), "");
    EXPECT_EQ(tools().small_copy("\x89PNG\r\n\x1A\n"), "");
    EXPECT_EQ(tools().small_copy(plain().substr(0, 100)), "");
    auto huge = plain();
    huge.replace(huge.find("\xFF\xC0") + 5, 4, "\xFF\xF0\xFF\xF0");
    EXPECT_EQ(tools().small_copy(huge), "");
}

TEST(WithoutMetadata, ThePictureStaysAndNothingElse) {
    auto values = place("19/1 5/1 1749/100", "N", "72/1 58/1 1039/100", "W");
    values.emplace_back("Exif.Photo.DateTimeOriginal", "2026:03:13 06:34:51");
    values.emplace_back("Exif.Image.Artist", "Mirlande");
    values.emplace_back("Exif.Image.Orientation", "6");
    auto photo = with_exif(jpeg_of(turned(quarters(64, 32), 6)), values);
    // What cameras hang on: comments, other markers, a film behind the picture.
    photo.insert(2, std::string{"\xFF\xFE\0\x0AMirlande\xFF\xE5\0\x0AMirlande", 24});
    photo += "Mirlande's film";
    const auto clean = tools().without_metadata(photo, "a.jpg");
    EXPECT_THAT(clean, Not(HasSubstr("Mirlande")));
    EXPECT_THAT(clean, Not(HasSubstr("2026")));
    const auto facts = tools().facts(clean, "a.jpg");
    EXPECT_FALSE(facts.taken || facts.taken_without_zone || facts.at);
    EXPECT_EQ(picture_of(clean).pixels, picture_of(photo).pixels);  // not coded anew
    expect_quarters(picture_of(tools().small_copy(clean)));         // and still upright
    EXPECT_EQ(tools().without_metadata(clean, "a.jpg"), clean);
}

TEST(WithoutMetadata, OfPngAndWebp) {
    const auto chunk = [](const std::string& type, const std::string& data) {
        std::string length(4, '\0');
        length[3] = static_cast<char>(data.size());
        return length + type + data + "\x01\x02\x03\x04";
    };
    const std::string head{"\0\0\0\x10\0\0\0\x08\x08\x02\0\0\0", 13};
    const auto png = "\x89PNG\r\n\x1A\n" + chunk("IHDR", head) + chunk("tEXt", "Author Mirlande") +
                     chunk("IDAT", "x") + chunk("IEND", "") + "Mirlande";
    EXPECT_EQ(tools().facts(png, "a.png").width, 16u);
    EXPECT_EQ(tools().without_metadata(png, "a.png"),
              "\x89PNG\r\n\x1A\n" + chunk("IHDR", head) + chunk("IDAT", "x") + chunk("IEND", ""));

    const std::string extended{"VP8X\x0A\0\0\0\x0C\0\0\0\x0F\0\0\x07\0\0", 18};
    std::string webp{"RIFF\x2A\0\0\0WEBP", 12};
    webp += extended + std::string{"EXIF\x08\0\0\0Mirlande", 16};
    webp[4] = static_cast<char>(webp.size() - 8);
    EXPECT_EQ(tools().facts(webp, "a.webp").height, 8u);
    const auto clean = tools().without_metadata(webp, "a.webp");
    EXPECT_EQ(clean.size(), 30u);
    EXPECT_EQ(clean[4], 22);
    EXPECT_EQ(clean[20], 0);  // says no more that there is Exif
}

TEST(WithoutMetadata, HeicIsRefused) {
    const std::string heic{
        "\0\0\0\x18"
        "ftypheic\0\0\0\0mif1heic",
        24};
    EXPECT_EQ(tools().facts(heic, "a.heic").type, "heic");
    EXPECT_THROW(static_cast<void>(tools().without_metadata(heic, "a.heic")), DataError);
}

TEST(PhotoIntake, KeepsThePhotoAndASmallCopy) {
    const test::TestFolder folder;
    const auto file = folder.path() / "photo.png";  // the name says nothing
    const auto bytes = with_exif(jpeg_of(quarters(1000, 500)),
                                 {{"Exif.Photo.DateTimeOriginal", "2026:03:13 06:34:51"},
                                  {"Exif.Photo.OffsetTimeOriginal", "-04:00"}});
    std::ofstream{file, std::ios::binary} << bytes;
    const PhotoStore store{folder.path()};
    const auto note = take_in_photo(store, tools(), file);
    EXPECT_EQ(note.type, "jpeg");
    EXPECT_EQ(note.taken, parse_iso8601("2026-03-13T10:34:51Z"));
    EXPECT_EQ(store.read(note.file), bytes);
    EXPECT_EQ(picture_of(store.read_small(note.file).value()).width, 512u);
    EXPECT_EQ(take_in_photo(store, tools(), file), note);
    EXPECT_THROW(static_cast<void>(take_in_photo(store, tools(), folder.path())), DataError);
    EXPECT_THROW(static_cast<void>(take_in_photo(store, tools(), folder.path() / "none")),
                 DataError);
}

}  // namespace
}  // namespace konbit
