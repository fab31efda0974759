// Writes through the module as the program loads it, and reads back with GDAL.
#include <cpl_conv.h>
#include <dlfcn.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <map>

#include "mapper/exchange/feature_writer.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/attribution.hpp"

namespace konbit {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

using Open = FeatureWriter* (*)(const char*, const FileFacts*);

Open module_entry() {
    static void* module = dlopen(KONBIT_GDAL_MODULE, RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) throw std::runtime_error{dlerror()};
    return reinterpret_cast<Open>(dlsym(module, "konbit_open_gdal_writer"));
}

std::unique_ptr<FeatureWriter> open_writer(const fs::path& out, const FileFacts& facts = {}) {
    return std::unique_ptr<FeatureWriter>{module_entry()(out.c_str(), &facts)};
}

constexpr std::array<Column, 6> kColumns{{{"name", Column::Type::text},
                                          {"capacity_people", Column::Type::integer},
                                          {"distance_m", Column::Type::real},
                                          {"checked", Column::Type::boolean},
                                          {"reasons", Column::Type::list},
                                          {"note", Column::Type::text}}};
constexpr const char* kArabic = "مستشفى الشفاء";
constexpr const char* kNepali = "श्री पद्मकन्या विद्याश्रम";
constexpr const char* kKreyol = "Legliz Sen Jozèf, \"Pòtoprens\"";
const FileFacts kFacts{.data_timestamp = "2026-04-01T00:00:00Z",
                       .made_before = "earthquake 2026-04-05T06:00:00Z"};

Geometry square_with_hole(std::int32_t lon, std::int32_t lat) {
    Geometry area = make_area({{lon, lat}, {lon + 400, lat}, {lon + 400, lat + 400}, {lon, lat + 400}, {lon, lat}});
    for (const auto& [x, y] : {std::pair{100, 100}, {100, 200}, {200, 200}, {200, 100}, {100, 100}}) {
        area.locations.push_back({lon + x, lat + y});
    }
    area.rings.push_back({5, 10, false});
    return area;
}

/// A point, a line, an area with a hole, an area of two polygons, and something without a place.
void write_sample(FeatureWriter& writer, const std::string& layer = "shelters") {
    writer.begin_layer({.name = layer, .columns = kColumns});
    const std::vector<std::string> reasons{"school", "big"};
    const Tags tags{{"amenity", "school"}, {"name:ne", kNepali}, {"note", "a\"b\\c\n"}};
    const auto row = [&](std::int64_t ref, const Geometry& at, std::vector<Value> values) {
        writer.write({.id = ObjectId{ObjectType::way, ref}, .geometry = &at, .values = values, .tags = &tags});
    };
    const Value null;
    row(1, make_point({853'141'592, 277'172'453}),
        {std::string_view{kNepali}, std::int64_t{400}, 820.5, true, std::span{reasons}, null});
    row(2, make_line({{-723'456'789, 185'432'101}, {-723'456'780, 185'432'109}}),
        {std::string_view{kKreyol}, null, null, false, null, null});
    row(3, square_with_hole(344'000'001, 315'000'003), {std::string_view{kArabic}, null, null, null, null, null});
    Geometry two = make_area({{0, 0}, {10, 0}, {10, 10}, {0, 0}});
    for (const Location at : {Location{50, 0}, {60, 0}, {60, 10}, {50, 0}}) two.locations.push_back(at);
    two.rings.push_back({4, 8, true});
    row(4, two, {null, std::int64_t{0}, null, null, null, null});
    row(5, Geometry{}, {std::string_view{"nowhere"}, null, null, null, null, null});
}

using Row = std::map<std::string, std::string>;   // fields that are set; "geometry" as WKT

std::map<std::string, std::vector<Row>> read_back(const std::string& path) {
    GDALAllRegister();
    // GDAL's other driver for KML cannot read features without a place.
    const std::array<const char*, 2> kml{"LIBKML", nullptr};
    const std::unique_ptr<GDALDataset> data{GDALDataset::Open(
        path.c_str(), GDAL_OF_VECTOR, path.ends_with(".kml") ? kml.data() : nullptr)};
    if (!data) throw std::runtime_error{path + ": GDAL cannot read it"};
    std::map<std::string, std::vector<Row>> tables;
    for (auto* layer : data->GetLayers()) {
        auto& rows = tables[layer->GetName()];
        for (auto& feature : *layer) {
            Row row;
            for (int i = 0; i < feature->GetFieldCount(); ++i) {
                if (feature->IsFieldSetAndNotNull(i)) {
                    row[feature->GetFieldDefnRef(i)->GetNameRef()] = feature->GetFieldAsString(i);
                }
            }
            if (const auto* geometry = feature->GetGeometryRef()) row["geometry"] = geometry->exportToWkt();
            rows.push_back(row);
        }
    }
    return tables;
}

std::string file_text(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

class GdalWriterTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "konbit-gdal-XXXXXX").string();
        folder_ = mkdtemp(name.data());
    }
    void TearDown() override {
        fs::permissions(folder_, fs::perms::owner_all);
        fs::remove_all(folder_);
    }
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator{folder_}) names.push_back(entry.path().filename());
        std::sort(names.begin(), names.end());
        return names;
    }
    fs::path write(const std::string& name) {
        auto writer = open_writer(folder_ / name, kFacts);
        write_sample(*writer);
        EXPECT_THAT(files(), ::testing::Not(::testing::Contains(name)));
        writer->finish();
        writer.reset();
        EXPECT_THAT(files(), ::testing::ElementsAre(name));
        return folder_ / name;
    }
    fs::path folder_;
};

constexpr const char* kTagsJson =
    R"({"amenity":"school","name:ne":"श्री पद्मकन्या विद्याश्रम","note":"a\"b\\c\n"})";

TEST_F(GdalWriterTest, GeoPackageHasATableForEachKindOfGeometry) {
    auto tables = read_back(write("a.gpkg"));
    ASSERT_EQ(tables.size(), 4U);
    const Row& point = tables["shelters_points"].at(0);
    EXPECT_EQ(point.at("geometry"), "POINT (85.3141592 27.7172453)");
    EXPECT_EQ(point.at("osm_id"), "way/1");
    EXPECT_EQ(point.at("name"), kNepali);
    EXPECT_EQ(point.at("capacity_people"), "400");
    EXPECT_EQ(point.at("distance_m"), "820.5");
    EXPECT_EQ(point.at("checked"), "1");
    EXPECT_EQ(point.at("reasons"), "school;big");
    EXPECT_EQ(point.at("tags"), kTagsJson);
    EXPECT_FALSE(point.contains("note"));
    const Row& line = tables["shelters_lines"].at(0);
    EXPECT_EQ(line.at("geometry"), "LINESTRING (-72.3456789 18.5432101,-72.345678 18.5432109)");
    EXPECT_EQ(line.at("name"), kKreyol);
    EXPECT_FALSE(line.contains("capacity_people"));
    EXPECT_EQ(line.at("checked"), "0");
    const auto& areas = tables["shelters_areas"];
    ASSERT_EQ(areas.size(), 2U);
    EXPECT_THAT(areas[0].at("geometry"), HasSubstr("MULTIPOLYGON (((34.4000001 31.5000003,"));
    EXPECT_EQ(areas[0].at("name"), kArabic);
    EXPECT_EQ(areas[1].at("capacity_people"), "0");
    EXPECT_THAT(areas[1].at("geometry"), HasSubstr(")),(("));
    const auto& nowhere = tables["shelters_unlocated"];
    ASSERT_EQ(nowhere.size(), 1U);
    EXPECT_FALSE(nowhere[0].contains("geometry"));
}

TEST_F(GdalWriterTest, GeoPackageNamesItsSource) {
    const auto path = write("a.gpkg");
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> data{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR)};
    EXPECT_EQ(data->GetMetadataItem("ATTRIBUTION"), std::string{kAttribution});
    EXPECT_EQ(data->GetMetadataItem("DATA_TIMESTAMP"), kFacts.data_timestamp);
    const std::unique_ptr<OGRLayer, void (*)(OGRLayer*)> about{
        data->ExecuteSQL("SELECT description, srs_id FROM gpkg_contents", nullptr, nullptr), [](OGRLayer*) {}};
    const OGRFeatureUniquePtr first{about->GetNextFeature()};
    EXPECT_THAT(first->GetFieldAsString(0), HasSubstr("OpenStreetMap contributors"));
    EXPECT_THAT(first->GetFieldAsString(0), HasSubstr("Made before the earthquake"));
    EXPECT_EQ(first->GetFieldAsInteger(1), 4326);
    data->ReleaseResultSet(about.get());
}

TEST_F(GdalWriterTest, CsvHasPlacesAndUnchangedText) {
    const auto path = write("a.csv");
    EXPECT_TRUE(file_text(path).starts_with(
        "osm_id,layer,lon,lat,name,capacity_people,distance_m,checked,reasons,note,tags,attribution,"
        "data_timestamp,made_before\n"
        "way/1,shelters,85.3141592,27.7172453,"))
        << file_text(path).substr(0, 300);
    const auto rows = read_back(path)["a"];
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[0].at("name"), kNepali);
    EXPECT_EQ(rows[0].at("checked"), "true");
    EXPECT_EQ(rows[0].at("tags"), kTagsJson);
    EXPECT_EQ(rows[1].at("name"), kKreyol);
    EXPECT_EQ(rows[2].at("name"), kArabic);
    EXPECT_EQ(rows[3].at("capacity_people"), "0");
    EXPECT_EQ(rows[4].at("lon"), "");
    EXPECT_EQ(rows[4].at("attribution"), kAttribution);
    EXPECT_EQ(rows[4].at("data_timestamp"), kFacts.data_timestamp);
}

TEST_F(GdalWriterTest, FlatGeobufMixesGeometries) {
    auto writer = open_writer(folder_ / "a.fgb", kFacts);
    write_sample(*writer);
    writer->finish();
    EXPECT_THAT(writer->notes(), ::testing::ElementsAre("FlatGeobuf: 1 features without a place left out"));
    const auto tables = read_back(folder_ / "a.fgb");
    ASSERT_EQ(tables.size(), 1U);
    const auto& rows = tables.begin()->second;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].at("geometry"), "POINT (85.3141592 27.7172453)");
    EXPECT_EQ(rows[0].at("distance_m"), "820.5");
    EXPECT_EQ(rows[1].at("name"), kKreyol);
    EXPECT_THAT(rows[2].at("geometry"), ::testing::StartsWith("POLYGON (("));
    EXPECT_THAT(rows[3].at("geometry"), ::testing::StartsWith("MULTIPOLYGON ((("));
    EXPECT_EQ(rows[3].at("attribution"), kAttribution);
    EXPECT_EQ(rows[3].at("layer"), "shelters");
}

TEST_F(GdalWriterTest, KmlHasAFolderALayerAndSaysWhoMadeTheMap) {
    const auto path = folder_ / "a.kml";
    auto writer = open_writer(path, kFacts);
    write_sample(*writer, "shelters");
    write_sample(*writer, "water");
    writer->finish();
    const std::string text = file_text(path);
    EXPECT_THAT(text, HasSubstr("<Folder><name>shelters</name>"));
    EXPECT_THAT(text, HasSubstr("<Folder><name>water</name>"));
    EXPECT_LT(text.find("<description>" + std::string{kAttribution}), text.find("<Placemark"));
    auto tables = read_back(path);
    ASSERT_EQ(tables["water"].size(), 5U);
    const Row& row = tables["shelters"].at(0);
    EXPECT_EQ(row.at("Name"), kNepali);
    EXPECT_THAT(row.at("description"), HasSubstr("capacity_people: 400\n"));
    EXPECT_THAT(row.at("geometry"), HasSubstr("(85.3141592 27.7172453"));
    EXPECT_EQ(row.at("tags"), kTagsJson);
}

std::map<std::string, std::vector<Row>> read_zip(const fs::path& zip) {
    return read_back("/vsizip/" + zip.string());
}

TEST_F(GdalWriterTest, ShapefilesComeInOneZip) {
    const auto path = write("a.shp.zip");
    auto tables = read_zip(path);
    EXPECT_EQ(tables.size(), 4U);
    const Row& point = tables["shelters_points"].at(0);
    EXPECT_EQ(point.at("geometry"), "POINT (85.3141592 27.7172453)");
    EXPECT_EQ(point.at("name"), kNepali);
    EXPECT_EQ(point.at("capacity_p"), "400");
    EXPECT_EQ(tables["shelters_areas"].at(0).at("name"), kArabic);
    EXPECT_EQ(tables["shelters_unlocated"].at(0).at("name"), "nowhere");
    char** const names = VSIReadDir(("/vsizip/" + path.string()).c_str());
    EXPECT_GE(CSLFindString(names, "shelters_areas.cpg"), 0);
    EXPECT_GE(CSLFindString(names, "shelters_areas.prj"), 0);
    EXPECT_GE(CSLFindString(names, "README.txt"), 0);
    CSLDestroy(names);
}

TEST_F(GdalWriterTest, ShapefileCutsTextBetweenCharactersAndSaysSo) {
    std::string longest;
    while (longest.size() < 300) longest += "é";
    longest.insert(0, "x");
    auto writer = open_writer(folder_ / "a.shp.zip");
    writer->begin_layer({.name = "notes", .columns = kColumns, .with_tags = false});
    const std::vector<Value> values{std::string_view{longest}};
    const auto at = make_point({1, 2});
    writer->write({.id = {}, .geometry = &at, .values = values, .tags = nullptr});
    writer->finish();
    EXPECT_THAT(writer->notes(), ::testing::ElementsAre("Shapefile: 1 texts cut to 254 bytes"));
    EXPECT_EQ(read_zip(folder_ / "a.shp.zip")["notes_points"].at(0).at("name"), longest.substr(0, 253));
}

TEST_F(GdalWriterTest, ShapefileColumnsThatBeginAlikeStayApart) {
    const std::array<Column, 3> columns{{{"observation_of_roof"}, {"observation_of_wall"}, {"Observation"}}};
    auto writer = open_writer(folder_ / "a.shp.zip");
    writer->begin_layer({.name = "x", .columns = columns, .with_tags = false});
    const std::vector<Value> values{std::string_view{"roof"}, std::string_view{"wall"}, std::string_view{"all"}};
    const auto at = make_point({1, 2});
    writer->write({.id = {}, .geometry = &at, .values = values, .tags = nullptr});
    writer->finish();
    const auto row = read_zip(folder_ / "a.shp.zip")["x_points"].at(0);
    EXPECT_EQ(row.at("observatio"), "roof");
    EXPECT_EQ(row.at("observat_1"), "wall");
    EXPECT_EQ(row.at("Observat_2"), "all");
}

TEST_F(GdalWriterTest, SeveralLayersShareOneTableWhereTheFormatHasOne) {
    const std::array<Column, 2> other{{{"grade", Column::Type::text}, {"capacity_people", Column::Type::text}}};
    for (const std::string name : {"a.csv", "a.fgb"}) {
        auto writer = open_writer(folder_ / name);
        write_sample(*writer);
        writer->begin_layer({.name = "damage", .columns = other});
        const std::vector<Value> values{std::string_view{"destroyed"}, std::string_view{"many"}};
        const auto at = make_point({10, 20});
        writer->write({.id = {}, .geometry = &at, .values = values, .tags = nullptr});
        writer->finish();
        const auto rows = read_back(folder_ / name)["a"];
        ASSERT_EQ(rows.size(), name == "a.fgb" ? 5U : 6U) << name;
        EXPECT_EQ(rows[0].at("capacity_people"), "400") << name;
        EXPECT_EQ(rows[0].at("tags"), kTagsJson) << name;
        EXPECT_EQ(rows[1].at("name"), kKreyol) << name;
        EXPECT_EQ(rows.back().at("grade"), "destroyed") << name;
        EXPECT_EQ(rows.back().at("capacity_people"), "many") << name;
        EXPECT_EQ(rows.back().at("layer"), "damage") << name;
    }
    EXPECT_THAT(files(), ::testing::ElementsAre("a.csv", "a.fgb"));
}

class EachFormat : public GdalWriterTest, public ::testing::WithParamInterface<const char*> {
protected:
    fs::path out() const { return folder_ / (std::string{"out"} + GetParam()); }
    std::string readable() const {
        const bool zip = out().extension() == ".zip";
        return (zip ? "/vsizip/" : "") + out().string();
    }
};

TEST_P(EachFormat, AnEmptyLayerIsAFileWithColumns) {
    auto writer = open_writer(out());
    writer->begin_layer({.name = "damage", .columns = kColumns});
    writer->finish();
    const auto tables = read_back(readable());
    ASSERT_EQ(tables.size(), 1U);
    EXPECT_THAT(tables.begin()->second, IsEmpty());
    if (out().extension() == ".kml") return;   // its columns come with the features
    const std::unique_ptr<GDALDataset> data{GDALDataset::Open(readable().c_str(), GDAL_OF_VECTOR)};
    EXPECT_GE(data->GetLayer(0)->GetLayerDefn()->GetFieldIndex("distance_m"), 0);
}

TEST_P(EachFormat, WithoutFinishNothingIsLeft) {
    auto writer = open_writer(out());
    write_sample(*writer);
    writer.reset();
    EXPECT_THAT(files(), IsEmpty());
}

TEST_P(EachFormat, AnExistingFileIsReplacedOnlyWhenAllIsWritten) {
    std::ofstream{out()} << "old";
    auto writer = open_writer(out());
    write_sample(*writer);
    EXPECT_EQ(file_text(out()), "old");
    writer->finish();
    EXPECT_EQ(read_back(readable()).empty(), false);
}

TEST_P(EachFormat, BrokenTextAndControlCharactersAreMadeReadable) {
    auto writer = open_writer(out());
    writer->begin_layer({.name = "x", .columns = kColumns});
    const Tags tags{{"na\x01me", "\xff\xfe]]><&"}};
    const std::vector<Value> values{std::string_view{"a\0b\x02\xc3", 5}};
    const auto at = make_point({1, 2});
    writer->write({.id = {}, .geometry = &at, .values = values, .tags = &tags});
    writer->finish();
    const auto row = read_back(readable()).begin()->second.at(0);
    EXPECT_EQ(row.at(row.contains("Name") ? "Name" : "name"), "a\uFFFDb\uFFFD\uFFFD");
    EXPECT_EQ(row.at("tags"), "{\"na\uFFFDme\":\"\uFFFD\uFFFD]]><&\"}");
}

TEST_P(EachFormat, AFolderThatIsNotThereIsADataError) {
    const auto missing = folder_ / "none" / (std::string{"out"} + GetParam());
    EXPECT_THROW(
        {
            auto writer = open_writer(missing);
            write_sample(*writer);
            writer->finish();
        },
        DataError);
}

/// Runs in a child that may write no more than `bytes` to a file: 0 if all went well, 1 for a
/// DataError, 2 for another end.
int write_with_room_for(const fs::path& out, rlim_t bytes) {
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, bytes};
        setrlimit(RLIMIT_FSIZE, &limit);
        int result = 2;
        try {
            auto writer = open_writer(out);
            for (int i = 0; i < 40; ++i) write_sample(*writer, fmt::format("layer{}", i % 40));
            writer->finish();
            result = 0;
        } catch (const DataError&) {
            result = 1;
        } catch (...) {
        }
        _exit(result);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + status;
}

TEST_P(EachFormat, ADiskThatFillsUpIsNoticedWhereverItHappens) {
    ASSERT_EQ(write_with_room_for(out(), RLIM_INFINITY), 0);
    const auto whole = fs::file_size(out());
    fs::remove(out());
    for (const std::uintmax_t room : {std::uintmax_t{0}, std::uintmax_t{100}, whole / 3, whole / 2, whole - 1}) {
        EXPECT_EQ(write_with_room_for(out(), room), 1) << room << " of " << whole;
        EXPECT_THAT(files(), IsEmpty());
    }
}

TEST_P(EachFormat, AFolderThatMayNotBeWrittenIsADataError) {
    if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_EQ(write_with_room_for(out(), RLIM_INFINITY), 1);
    EXPECT_THAT(files(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Gdal, EachFormat, ::testing::Values(".gpkg", ".csv", ".kml", ".fgb", ".shp.zip"),
                         [](const auto& format) {
                             std::string name{format.param + 1};
                             return name.substr(0, name.find('.'));
                         });

TEST_F(GdalWriterTest, AnUnknownEndingIsAQuestionOfUse) {
    EXPECT_THROW(open_writer(folder_ / "a.txt"), UsageError);
}

}  // namespace
}  // namespace konbit
