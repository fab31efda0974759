#include "mapper/exchange/population.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <fstream>

#include "mapper/model/error.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path kModules = fs::path{KONBIT_GDAL_MODULE}.parent_path();

struct Drawing {
    std::string projection = "EPSG:4326";  ///< "": none
    std::array<double, 6> affine{1.5, 0.001, 0, 42.6, 0, -0.001};
    int columns = 10, rows = 10, bands = 1;
    GDALDataType type = GDT_Float32;
    std::optional<double> none = -99999.0;
    std::function<double(int, int)> value = [](int, int) { return 2.0; };
};

class Population : public testing::Test {
protected:
    fs::path draw(const Drawing& d, const std::string& name = "people.tif") {
        GDALAllRegister();
        const auto file = folder_.path() / name;
        auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
        GDALDatasetUniquePtr data{
            driver->Create(file.c_str(), d.columns, d.rows, d.bands, d.type, nullptr)};
        if (!d.projection.empty()) {
            OGRSpatialReference reference;
            reference.SetFromUserInput(d.projection.c_str());
            data->SetSpatialRef(&reference);
            auto affine = d.affine;
            data->SetGeoTransform(affine.data());
        }
        for (int band = 1; band <= d.bands; ++band) {
            auto* into = data->GetRasterBand(band);
            if (d.none) into->SetNoDataValue(*d.none);
            std::vector<double> row(static_cast<std::size_t>(d.columns));
            for (int y = 0; y < d.rows; ++y) {
                for (int x = 0; x < d.columns; ++x)
                    row[static_cast<std::size_t>(x)] = d.value(x, y);
                EXPECT_EQ(into->RasterIO(GF_Write, 0, y, d.columns, 1, row.data(), d.columns, 1,
                                         GDT_Float64, 0, 0, nullptr),
                          CE_None);
            }
        }
        return file;
    }

    static BoundingBox box(double west, double south, double east, double north) {
        const auto low = location_from_degrees(west, south);
        const auto high = location_from_degrees(east, north);
        return {low.lon_e7, low.lat_e7, high.lon_e7, high.lat_e7};
    }
    static double people(const fs::path& file, const BoundingBox& in) {
        double sum = 0;
        open_population(file, kModules)->visit(in, [&](Location at, double people) {
            EXPECT_TRUE(at.valid());
            sum += people;
        });
        return sum;
    }
    static std::string refusal(const fs::path& file) {
        try {
            people(file, box(-180, -90, 180, 90));
        } catch (const DataError& error) {
            return error.what();
        }
        return "read";
    }

    test::TestFolder folder_;
};

TEST_F(Population, CountsCellsWhoseMiddlesLieInTheBox) {
    const auto file = draw({.value = [](int x, int y) { return x == 3 && y == 4 ? 7.5 : 1.0; }});
    EXPECT_DOUBLE_EQ(people(file, box(1, 42, 2, 43)), 106.5);
    EXPECT_DOUBLE_EQ(people(file, box(1.503, 42.595, 1.504, 42.596)), 7.5);
    EXPECT_DOUBLE_EQ(people(file, box(1.5, 42.5, 1.505, 42.6)), 56.5);
    EXPECT_DOUBLE_EQ(people(file, box(10, 10, 11, 11)), 0);
}

TEST_F(Population, TellsWhereTheCellIs) {
    const auto file = draw({.value = [](int x, int y) { return x == 3 && y == 4 ? 7.5 : 0.0; }});
    std::vector<Location> found;
    open_population(file, kModules)->visit(box(1, 42, 2, 43), [&](Location at, double) {
        found.push_back(at);
    });
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].lon(), 1.5035, 1e-6);
    EXPECT_NEAR(found[0].lat(), 42.5955, 1e-6);
}

TEST_F(Population, WhatIsMarkedAsNoDataIsNobody) {
    const auto file = draw({.value = [](int x, int) {
        return x == 0 ? -99999.0 : x == 1 ? NAN : 1.0;
    }});
    EXPECT_DOUBLE_EQ(people(file, box(1, 42, 2, 43)), 80);
}

TEST_F(Population, ReadsOtherProjections) {
    const auto file = draw({.projection = "EPSG:32631",
                            .affine = {377'000, 100, 0, 4'717'000, 0, -100},
                            .columns = 50,
                            .rows = 50});
    EXPECT_DOUBLE_EQ(people(file, box(1, 42, 2, 43)), 5'000);
    // 42.56..42.58 is some 22 rows.
    const double part = people(file, box(1, 42.56, 2, 42.58));
    EXPECT_GT(part, 2'000);
    EXPECT_LT(part, 2'400);
}

TEST_F(Population, AcrossTheAntimeridian) {
    const auto file = draw({.affine = {179.995, 0.001, 0, 42.6, 0, -0.001}, .columns = 5});
    EXPECT_DOUBLE_EQ(people(file, box(179.99, 42, -179.99, 43)), 100);
}

TEST_F(Population, RefusesWhatIsNoPopulation) {
    EXPECT_THAT(refusal(draw({.none = std::nullopt, .value = [](int, int) { return -99999.0; }})),
                HasSubstr("-99999"));
    EXPECT_THAT(refusal(draw({.projection = ""})), HasSubstr("where on the globe"));
    EXPECT_THAT(refusal(draw({.bands = 3, .type = GDT_Byte, .none = {}})), HasSubstr("3 bands"));
    EXPECT_THAT(refusal(draw({.columns = 100, .rows = 100, .value = [](int, int) { return 900; }})),
                HasSubstr("people a square kilometre"));
    EXPECT_THAT(refusal(folder_.path() / "nothing.tif"), HasSubstr("no such file"));
    EXPECT_THAT(refusal(folder_.path()), HasSubstr("no such file"));
    EXPECT_THAT(refusal("/vsicurl/http://example.invalid/x.tif"), HasSubstr("no such file"));
}

TEST_F(Population, RefusesWhatDescribesAnotherFile) {
    const auto file = folder_.path() / "people.tif";
    std::ofstream{file} << "<VRTDataset rasterXSize=\"1\" rasterYSize=\"1\"></VRTDataset>";
    EXPECT_THAT(refusal(file), HasSubstr("no population"));
    std::ofstream{file} << "not a picture";
    EXPECT_THAT(refusal(file), HasSubstr("no population"));
}

TEST_F(Population, RefusesACutFile) {
    const auto file = draw({.columns = 300, .rows = 300});
    fs::resize_file(file, fs::file_size(file) / 2);
    EXPECT_THAT(refusal(file), HasSubstr("no population"));
}

TEST_F(Population, RefusesHeights) {
    const char* data = std::getenv("KONBIT_DATA");
    const auto file = fs::path{data != nullptr ? data : "../shared/data"} / "raster" /
                      "porto-alegre-elevation.tif";
    const auto beside = fs::path{KONBIT_SOURCE_DIR} / file;
    const auto heights = fs::exists(file) ? file : beside;
    if (!fs::exists(heights)) GTEST_SKIP() << "no " << heights << ": set KONBIT_DATA";
    EXPECT_THAT(refusal(heights), HasSubstr("people a square kilometre"));
}

}  // namespace
}  // namespace konbit
