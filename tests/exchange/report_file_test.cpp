#include "mapper/exchange/report_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "mapper/model/error.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr UnixSeconds kNow = 1'773'500'000;  // 2026-03-14T14:53Z

class ReportFileTest : public testing::Test {
protected:
    fs::path write(const std::string& name, const std::string& bytes) {
        const auto file = folder_.path() / name;
        fs::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << bytes;
        return file;
    }
    ReportFile read(const std::string& bytes, const std::string& name = "reports.csv") {
        return read_report_file(write(name, bytes), options_);
    }
    /// One row below the heading, with a place and a time in front.
    ReportFile read_row(const std::string& columns, const std::string& cells) {
        return read("lat,lon,start," + columns + "\n19.1,-72.9,2026-03-13T10:00Z," + cells + "\n");
    }
    Report one(const std::string& columns, const std::string& cells) {
        const auto file = read_row(columns, cells);
        EXPECT_THAT(file.wrong, IsEmpty()) << to_text(file.wrong.at(0));
        return file.reports.at(0).report;
    }
    std::string refused(const std::string& columns, const std::string& cells) {
        const auto file = read_row(columns, cells);
        EXPECT_THAT(file.reports, IsEmpty());
        return file.wrong.empty() ? "" : to_text(file.wrong[0]);
    }
    template <class Failure>
    std::string failure(const std::string& bytes, const std::string& name = "reports.csv") {
        try {
            static_cast<void>(read(bytes, name));
        } catch (const Failure& error) {
            return error.what();
        }
        return "nothing was thrown";
    }

    test::TestFolder folder_;
    ReportFileOptions options_{{}, kNow, Method::seen, {}, {}};
};

fs::path sample() {
    return fs::path{KONBIT_SOURCE_DIR} / "sample-osm/reports.csv";
}

TEST_F(ReportFileTest, ThreeRowsOfTheSampleAreRefusedAndNamed) {
    const auto file = read_report_file(sample(), options_);
    EXPECT_EQ(file.rows, 200u);
    EXPECT_EQ(file.kind, "Kobo");
    EXPECT_THAT(file.reports, SizeIs(197));
    ASSERT_THAT(file.wrong, SizeIs(3));
    EXPECT_EQ(to_text(file.wrong[0]),
              "row 63 (a60ad428-7a64-43f4-8249-c9c8aeb58f28): gps_latitude is '95.0000000': a "
              "latitude in degrees between -90 and 90.");
    EXPECT_EQ(to_text(file.wrong[1]),
              "row 114 (7756bdfa-af5f-4f61-9050-df08ecc3d433): start is '13 mas apre midi': a time "
              "with its zone, such as 2026-03-13T06:34-04:00.");
    EXPECT_EQ(to_text(file.wrong[2]),
              "row 165 (99960ab9-eac9-4913-89f7-d1694b8b6c46): grade is 'kraze nèt': one of: none, "
              "slight, moderate, severe, destroyed, unknown.");
}

TEST_F(ReportFileTest, TheSamplesColumnsAreGuessedAndShown) {
    const auto file = read_report_file(sample(), options_);
    std::map<std::string, std::string> guessed;
    for (const auto& column : file.columns) {
        guessed.emplace(to_string(column.field), column.column);
        EXPECT_EQ(column.doubt, "");
        EXPECT_FALSE(column.chosen);
    }
    const std::map<std::string, std::string> expected{{"id", "_uuid"},
                                                      {"time", "start"},
                                                      {"latitude", "gps_latitude"},
                                                      {"longitude", "gps_longitude"},
                                                      {"accuracy", "gps_accuracy"},
                                                      {"what", "what"},
                                                      {"state", "state"},
                                                      {"passable", "passable"},
                                                      {"grade", "grade"},
                                                      {"text", "notes"},
                                                      {"photo", "photo"},
                                                      {"witness", "reporter"}};
    EXPECT_EQ(guessed, expected);
    EXPECT_THAT(file.other_columns, ElementsAre("end", "today"));
}

TEST_F(ReportFileTest, TheSamplesRowsSayWhatPeopleSaid) {
    const auto file = read_report_file(sample(), options_);
    std::map<ReportKind, int> kinds;
    std::map<Grade, int> grades;
    std::set<std::string> ids, people;
    for (const auto& row : file.reports) {
        ++kinds[row.report.kind];
        ++grades[row.report.grade.value_or(Grade::unknown)];
        ids.insert(row.report.source_id);
        people.insert(row.report.witness);
        EXPECT_EQ(row.report.source, "Kobo");
        EXPECT_TRUE(row.report.about.at.valid());
        EXPECT_EQ(row.report.how, Method::seen);
    }
    EXPECT_THAT(ids, SizeIs(197));
    EXPECT_THAT(people, SizeIs(8));
    EXPECT_EQ(kinds[ReportKind::need], 5);  // the five words on water points
    EXPECT_EQ(kinds[ReportKind::shelter], 8);
    EXPECT_EQ(kinds[ReportKind::note], 0);
    EXPECT_EQ(grades[Grade::destroyed], 24);
    EXPECT_EQ(file.missing_photos, 95u);
}

TEST_F(ReportFileTest, ABridgeCarriesBothAnswers) {
    const auto report =
        one("what,passable,grade,notes", "bridge,blocked,destroyed,\"pon an \"\"kraze\"\"\nnèt\"");
    EXPECT_EQ(report.kind, ReportKind::damage);
    EXPECT_EQ(report.passability, Passability::blocked);
    EXPECT_EQ(report.grade, Grade::destroyed);
    EXPECT_EQ(report.text, "pon an \"kraze\"\nnèt");
    EXPECT_EQ(report.source_value, "what: bridge; passable: blocked; grade: destroyed");
    EXPECT_EQ(report.observed, 1'773'396'000);
    EXPECT_EQ(report.about.at, location_from_degrees(-72.9, 19.1));
    EXPECT_FALSE(report.about.object);
}

TEST_F(ReportFileTest, WordsOfFourLanguagesAreKnown) {
    EXPECT_EQ(one("quoi,praticable", "Route,OUI").passability, Passability::open);
    EXPECT_EQ(one("kisa,pasab", "wout,bloke").passability, Passability::blocked);
    EXPECT_EQ(one("tipo,transitable", "puente,No").passability, Passability::blocked);
    EXPECT_EQ(one("what,grade", "kay,Détruite").grade, Grade::destroyed);
    EXPECT_EQ(one("what,grade", "casa,Sin daño").grade, Grade::none);
    EXPECT_EQ(one("what,grade", "building,EMS-98 4").grade, Grade::severe);
    EXPECT_EQ(one("what,state", "abri,plein").status, ShelterStatus::full);
    EXPECT_EQ(one("what,passable,how", "road,closed,entendu").how, Method::heard);
}

TEST_F(ReportFileTest, WhatSomebodyDoesNotKnowSaysNothing) {
    const auto road = one("what,passable", "road,unknown");
    EXPECT_EQ(road.kind, ReportKind::passability);
    EXPECT_FALSE(road.passability);
    EXPECT_FALSE(one("what,grade", "building,pa konnen").grade);
    EXPECT_FALSE(one("what,grade", "building,").grade);
}

TEST_F(ReportFileTest, NoValueIsGuessed) {
    EXPECT_THAT(refused("what,grade", "building,3"),
                HasSubstr("grade is '3': one of: none, slight"));
    EXPECT_THAT(refused("what,grade", "building,very severe"), HasSubstr("one of"));
    EXPECT_THAT(refused("what,passable", "road,open?"), HasSubstr("one of: open, restricted"));
    EXPECT_THAT(refused("what,passable", "road,-1"), HasSubstr("one of"));
    EXPECT_THAT(refused("what", "rod"), HasSubstr("one of: road, bridge"));
    EXPECT_THAT(refused("what,people", "need,about 200"), HasSubstr("whole number"));
    EXPECT_THAT(refused("state", "full"), HasSubstr("needed beside a state"));
    EXPECT_THAT(refused("what,state", "water,dryish"), HasSubstr("one of: working, dry"));
}

TEST_F(ReportFileTest, YesIsNoGoodNewsWhereTheQuestionAsksForBadNews) {
    options_.columns[ReportField::passable] = "road_blocked";
    EXPECT_THAT(refused("what,road_blocked", "road,yes"), HasSubstr("not yes or no but one of"));
    EXPECT_EQ(one("what,road_blocked", "road,blocked").passability, Passability::blocked);
}

TEST_F(ReportFileTest, AReachableHouseOpensNoRoad) {
    const auto open = one("what,passable,grade", "building,open,slight");
    EXPECT_FALSE(open.passability);
    EXPECT_THAT(open.source_value, HasSubstr("passable: open"));
    EXPECT_EQ(one("what,passable,grade", "building,blocked,slight").passability,
              Passability::blocked);
    const auto slide = one("what,passable", "landslide,blocked");
    EXPECT_EQ(slide.kind, ReportKind::passability);  // it must stop the road
    EXPECT_EQ(slide.what, "landslide");
}

TEST_F(ReportFileTest, WaterPointsAndNeeds) {
    const auto dry = one("what,state", "water,dry"), works = one("what,state", "dlo,mache");
    EXPECT_EQ(dry.kind, ReportKind::need);
    EXPECT_EQ(dry.what, "water");
    EXPECT_FALSE(dry.met);
    EXPECT_TRUE(works.met);
    EXPECT_EQ(one("what", "water").kind, ReportKind::note);
    const auto need = one("what,need,people", "need,médicaments,40");
    EXPECT_EQ(need.what, "medical");
    EXPECT_EQ(need.people, 40u);
    EXPECT_EQ(one("what,need", "need,batteries").what, "batteries");
}

TEST_F(ReportFileTest, KoboAndOdkGroupsAndPlaces) {
    const auto kobo = read(
        "start,damage/what,damage/grade,_location_latitude,_location_longitude,_location_precision,"
        "location,_uuid,_status,_submission_time\n"
        "2026-03-13T06:34:31.000-04:00,building,severe,19.5,-72.5,4.5,19.5 -72.5 0 4.5,"
        "FD110D3B-53e8-4b49-8505-d0e58390da5d,submitted_via_web,2026-03-13T10:40:00\n");
    ASSERT_THAT(kobo.reports, SizeIs(1));
    EXPECT_EQ(kobo.reports[0].report.source_id, "uuid:fd110d3b-53e8-4b49-8505-d0e58390da5d");
    EXPECT_EQ(kobo.reports[0].accuracy_m, 4.5);
    EXPECT_THAT(kobo.other_columns, testing::IsSupersetOf({"_status", "location"}));

    const auto odk = read(
        "SubmissionDate,place-Latitude,place-Longitude,place-Accuracy,start,q-what,q-passable,"
        "meta-instanceID,KEY\n"
        "2026-03-13T10:40:00Z,19.5,-72.5,9,2026-03-13T10:34:31.000Z,road,no,"
        "uuid:fd110d3b-53e8-4b49-8505-d0e58390da5d,uuid:fd110d3b-53e8-4b49-8505-d0e58390da5d\n");
    ASSERT_THAT(odk.reports, SizeIs(1));
    EXPECT_EQ(odk.kind, "ODK");
    EXPECT_EQ(odk.reports[0].report.source_id, "uuid:fd110d3b-53e8-4b49-8505-d0e58390da5d");

    const auto point = read("location,start,what\n19.5 -72.5 120.0 8,2026-03-13T10:00Z,note\n");
    ASSERT_THAT(point.reports, SizeIs(1));
    EXPECT_EQ(point.reports[0].accuracy_m, 8);
    EXPECT_EQ(point.reports[0].report.about.at, location_from_degrees(-72.5, 19.5));
}

TEST_F(ReportFileTest, LongitudeAndLatitudeAreOfOnePlace) {
    const auto file = read(
        "home_latitude,site_latitude,site_longitude,home_longitude,start\n"
        "1,2,3,4,2026-03-13T10:00Z\n");
    ASSERT_THAT(file.reports, SizeIs(1));
    EXPECT_EQ(file.reports[0].report.about.at, location_from_degrees(4, 1));
    EXPECT_THAT(file.columns[1].doubt, HasSubstr("'site_latitude' could be meant, too"));
}

TEST_F(ReportFileTest, APersonChoosesColumns) {
    options_.columns = {{ReportField::time, "_submission_time"}, {ReportField::text, ""}};
    options_.zone_minutes = -240;
    const auto file =
        read("lat,lon,start,_submission_time,notes\n19,-72,gibberish,2026-03-13T06:00:00,secret\n");
    ASSERT_THAT(file.reports, SizeIs(1));
    EXPECT_EQ(file.reports[0].report.observed, 1'773'396'000);
    EXPECT_EQ(file.reports[0].report.text, "");
    options_.columns = {{ReportField::grade, "no such"}};
    EXPECT_THAT(failure<UsageError>("lat,lon,start\n1,2,3\n"),
                AllOf(HasSubstr("--map grade=no such"), HasSubstr("lat, lon, start")));
}

TEST_F(ReportFileTest, WithoutPlaceOrTimeNothingIsTaken) {
    EXPECT_THAT(failure<DataError>("a,start\n1,2\n"), HasSubstr("--map latitude="));
    EXPECT_THAT(failure<DataError>("lat,lon,today,_submission_time\n1,2,3,4\n"),
                HasSubstr("--map time=COLUMN: when it was seen, not when it was sent"));
    options_.observed = kNow - 10;
    EXPECT_THAT(read("lat,lon\n1,2\n").reports, SizeIs(1));
}

TEST_F(ReportFileTest, TimesMustBeOfTheDisaster) {
    const auto at = [&](const std::string& time) {
        return read("lat,lon,start\n19,-72," + time + "\n").wrong;
    };
    EXPECT_THAT(at("2026-03-14T14:55Z"), IsEmpty());  // two minutes ahead: phones differ
    EXPECT_THAT(at("2026-03-14T15:10Z").at(0).why,
                HasSubstr("not later than now, 2026-03-14T14:53"));
    EXPECT_THAT(at("1970-01-01T00:10Z").at(0).why, HasSubstr("clock was not set"));
    EXPECT_THAT(at("2026-03-13T10:00").at(0).why, HasSubstr("with its zone"));
    EXPECT_THAT(at("").at(0).why, HasSubstr("with its zone"));
    EXPECT_THAT(at("13/03/2026 10:00"), SizeIs(1));
    options_.zone_minutes = 345;
    EXPECT_EQ(read("lat,lon,start\n19,-72,2026-03-13T10:00\n").reports.at(0).report.observed,
              1'773'396'000 - 345 * 60);
}

TEST_F(ReportFileTest, PlacesMustBeOnEarthAndKnown) {
    const auto at = [&](const std::string& lat, const std::string& lon) {
        return read("lat;lon;start\n" + lat + ";" + lon + ";2026-03-13T10:00Z\n");
    };
    EXPECT_THAT(at("19,0881923", "-72,97").reports, SizeIs(1));  // commas as in French Excel
    EXPECT_THAT(at("+19.5", "72").reports, SizeIs(1));
    for (const auto* bad : {"", "nan", "inf", "1e1", "190.881.923", "91", "-90.1", "19N", "0x10"}) {
        EXPECT_THAT(at(bad, "1").wrong, SizeIs(1)) << bad;
    }
    EXPECT_THAT(at("1", "180.5").wrong, SizeIs(1));
    EXPECT_THAT(at("0", "0").wrong, SizeIs(1));
}

TEST_F(ReportFileTest, TheSameRowAgainCountsOnce) {
    const std::string id = "fd110d3b-53e8-4b49-8505-d0e58390da5d";
    const auto head = std::string{"_uuid,lat,lon,start,grade\n"};
    const auto row = id + ",19,-72,2026-03-13T10:00Z,severe\n";
    const auto twice = read(head + row + row);
    EXPECT_THAT(twice.reports, SizeIs(1));
    EXPECT_EQ(twice.repeated, 1u);
    EXPECT_THAT(twice.wrong, IsEmpty());
    const auto two = read(head + row + id + ",19,-72,2026-03-13T10:00Z,none\n");
    EXPECT_THAT(two.reports, SizeIs(1));
    EXPECT_THAT(two.wrong.at(0).why, HasSubstr("row 2 has it, too"));
}

// Two teams number their rows 1, 2, 3: that makes them no one statement.
TEST_F(ReportFileTest, PlainNumbersAreNoNamesInTheWorld) {
    const auto head = std::string{"id,lat,lon,start,grade\n"};
    const auto a =
        read(head + "1,19,-72,2026-03-13T10:00Z,severe\n").reports.at(0).report.source_id;
    const auto b =
        read(head + "1,20,-72,2026-03-13T10:00Z,severe\n").reports.at(0).report.source_id;
    const auto a_elsewhere =
        read("start;id;lon;lat;grade;more\n2026-03-13T10:00Z;1;-72;19;severe;x\n");
    EXPECT_NE(a, b);
    EXPECT_EQ(a, a_elsewhere.reports.at(0).report.source_id);
}

TEST_F(ReportFileTest, PhotosLieBesideTheTableOrInMedia) {
    write("a.jpg", "x");
    write("media/b.jpg", "x");
    const auto file = read(
        "lat,lon,start,photo\n1,2,2026-03-13T10:00Z,a.jpg\n1,2,2026-03-13T10:01Z,b.jpg\n"
        "1,2,2026-03-13T10:02Z,c.jpg\n");
    ASSERT_THAT(file.reports, SizeIs(3));
    EXPECT_THAT(file.reports[0].photos, ElementsAre(folder_.path() / "a.jpg"));
    EXPECT_THAT(file.reports[1].photos, ElementsAre(folder_.path() / "media/b.jpg"));
    EXPECT_THAT(file.reports[2].missing_photos, ElementsAre("c.jpg"));
    EXPECT_EQ(file.missing_photos, 1u);
}

TEST_F(ReportFileTest, NoPhotoIsFetchedFromElsewhere) {
    const test::TestFolder elsewhere;
    std::ofstream{elsewhere.path() / "secret.jpg"} << "x";
    fs::create_symlink(elsewhere.path() / "secret.jpg", folder_.path() / "link.jpg");
    fs::create_directory_symlink(elsewhere.path(), folder_.path() / "media");
    for (const std::string bad :
         {"../secret.jpg", "/etc/passwd", "..", ".hidden", "a\\b.jpg", "a/b"}) {
        EXPECT_THAT(refused("photo", bad), HasSubstr("without a folder")) << bad;
    }
    for (const std::string link : {"link.jpg", "secret.jpg"}) {
        const auto file = read_row("photo", link);
        EXPECT_THAT(file.reports.at(0).photos, IsEmpty()) << link;
        EXPECT_EQ(file.missing_photos, 1u);
    }
}

TEST_F(ReportFileTest, LongTextsAreRefusedAndControlCharactersCleaned) {
    EXPECT_THAT(refused("notes", std::string(1'000'000, 'x')), HasSubstr("at most 8000 bytes"));
    EXPECT_EQ(one("notes", "a\x1b[31mb").text, "a [31mb");
    EXPECT_EQ(one("other", std::string(1'000'000, 'x')).text, "");  // nobody reads that column
    EXPECT_THAT(to_text(read_row("what", "a\x1b]0;b").wrong.at(0)), HasSubstr("'a ]0;b'"));
    EXPECT_LT(to_text(read_row("what", std::string(5000, 'x')).wrong.at(0)).size(), 300u);
}

TEST_F(ReportFileTest, Waypoints) {
    const auto file = read(R"(<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
 <wpt lat="19.1" lon="-72.9"><time>2026-03-13T10:00:00Z</time><name>Pon kase</name>
  <desc>2 m &amp; dlo</desc><type>Favorites</type><extensions><x><name>no</name></x></extensions></wpt>
 <wpt lat="19.2" lon="-72.9"><time>2026-03-13T10:01:00Z</time><type>landslide</type></wpt>
 <wpt lat="19.2" lon="-72.9"><name>no time</name></wpt>
 <trk><trkseg><trkpt lat="1" lon="1"><time>2026-03-13T10:00:00Z</time></trkpt></trkseg></trk>
</gpx>)",
                           "points.GPX");
    EXPECT_EQ(file.kind, "GPX");
    ASSERT_THAT(file.reports, SizeIs(2));
    EXPECT_EQ(file.reports[0].report.kind, ReportKind::note);
    EXPECT_EQ(file.reports[0].report.text, "Pon kase\n2 m & dlo");
    EXPECT_EQ(file.reports[1].report.kind, ReportKind::hazard);
    EXPECT_EQ(file.reports[1].report.what, "landslide");
    ASSERT_THAT(file.wrong, SizeIs(1));
    EXPECT_EQ(file.wrong[0].row, 3u);
}

TEST_F(ReportFileTest, HostileWaypoints) {
    EXPECT_THAT(failure<DataError>("<gpx><wpt lat='1' lon='2'>", "a.gpx"), HasSubstr("line 1"));
    EXPECT_THAT(failure<DataError>("<kml></kml>", "a.gpx"), HasSubstr("it is no GPX"));
    EXPECT_THAT(failure<DataError>("", "a.gpx"), HasSubstr("cannot be read"));
    EXPECT_THAT(failure<DataError>("<!DOCTYPE x [<!ENTITY a 'b'>]><gpx>&a;</gpx>", "a.gpx"),
                HasSubstr("document type"));
    std::string deep = "<gpx>";
    for (int i = 0; i < 100; ++i) deep += "<a>";
    EXPECT_THAT(failure<DataError>(deep, "a.gpx"), HasSubstr("too deep"));
    EXPECT_THAT(read("<gpx><trk/></gpx>", "a.gpx").notes, ElementsAre(HasSubstr("no waypoints")));
}

TEST_F(ReportFileTest, OtherFilesAreRefused) {
    EXPECT_THAT(failure<UsageError>("x", "a.xlsx"), HasSubstr("neither in .csv nor in .gpx"));
    EXPECT_THAT(failure<DataError>("PK\x03\x04zip", "a.csv"), HasSubstr("spreadsheet"));
    EXPECT_THROW(static_cast<void>(read_report_file(folder_.path() / "none.csv", options_)),
                 DataError);
    fs::create_directory(folder_.path() / "folder.csv");
    EXPECT_THROW(static_cast<void>(read_report_file(folder_.path() / "folder.csv", options_)),
                 DataError);
}

TEST(ReportFields, EachHasAWordThatReadsBack) {
    for (std::size_t i = 0; i < kReportFieldCount; ++i) {
        const auto field = static_cast<ReportField>(i);
        EXPECT_EQ(parse_report_field(to_string(field)), field);
        EXPECT_THAT(report_field_words(), HasSubstr(std::string{to_string(field)}));
    }
    EXPECT_FALSE(parse_report_field("Grade"));
}

}  // namespace
}  // namespace konbit
