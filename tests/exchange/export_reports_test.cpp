// Exports of what reports say, for those who may see it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "mapper/exchange/export.hpp"
#include "tests/exchange/rfc7946.hpp"
#include "tests/query/reported_map.hpp"

namespace konbit {
namespace {

using namespace test;
using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

struct Exported {
    ExportResult result;
    std::string text;
    json parsed;
    [[nodiscard]] std::vector<std::string> ids() const {
        std::vector<std::string> ids;
        for (const auto& feature : parsed["features"]) ids.push_back(feature["id"]);
        return ids;
    }
    [[nodiscard]] json properties(const std::string& id) const {
        for (const auto& feature : parsed["features"]) {
            if (feature["id"] == id) return feature["properties"];
        }
        return nullptr;
    }
};

Exported exported(const Map& map, ExportRequest request) {
    const TestFolder folder;
    request.out = folder.path() / "out.geojson";
    Exported out;
    out.result = export_map(map, request);
    std::ifstream in{request.out, std::ios::binary};
    out.text = {std::istreambuf_iterator<char>{in}, {}};
    EXPECT_THAT(Rfc7946Check::problems_of(out.text), IsEmpty());
    out.parsed = json::parse(out.text);
    return out;
}

DrawnMap town() {
    DrawnMap drawn;
    drawn.square(1, 42.50, 1.50, 20, {{"building", "yes"}, {"name", "Casa"}})
        .square(2, 42.51, 1.50, 20, {{"building", "yes"}})
        .node(3, 42.52, 1.50, {{"emergency", "assembly_point"}, {"name", "Plaza"}})
        .line(10, {{42.50, 1.60}, {42.51, 1.60}, {42.52, 1.60}}, {{"highway", "primary"}})
        .node(4, 42.53, 1.50, {{"amenity", "refugee_site"}, {"name", "Camp"}});
    return drawn;
}

class ExportReports : public testing::Test {
protected:
    DrawnMap drawn = town();
    ReportedMap reported{drawn};
    Map& map = reported.map;
};

TEST_F(ExportReports, ATeamsReportsStayWithTheTeam) {
    auto report = damage_report(map, way(1), Grade::severe, Method::seen, 2, "Marie Dupont");
    report.text = "secret text";
    const auto entry = reported.add(report);
    for (const auto what : {What::damage, What::reports, What::all, What::buildings}) {
        const auto open = exported(map, {.what = {what}});
        EXPECT_THAT(open.text, Not(HasSubstr("severe"))) << to_string(what);
        EXPECT_THAT(open.text, Not(HasSubstr("secret"))) << to_string(what);
        EXPECT_THAT(open.text, Not(HasSubstr("Dupont"))) << to_string(what);
        EXPECT_THAT(open.result.notes, Contains(HasSubstr("1 report for fewer people left out")));
    }
    const auto team = exported(map, {.what = {What::reports}, .audience = Audience::team});
    ASSERT_THAT(team.ids(), ElementsAre(report_id(entry)));
    const auto told = team.properties(report_id(entry));
    EXPECT_EQ(told["kind"], "damage");
    EXPECT_EQ(told["how"], "seen");
    EXPECT_EQ(told["grade"], "severe");
    EXPECT_EQ(told["about"], "way/1");
    EXPECT_EQ(told["witness"], "Marie Dupont");
    EXPECT_EQ(told["observed"], to_iso8601(kNow - 2 * kHour));
    EXPECT_EQ(told["used"], true);
    EXPECT_EQ(told["certainty"], "reported");
    EXPECT_EQ(told["audience"], "team");
    const auto damage = exported(map, {.what = {What::damage}, .audience = Audience::team});
    ASSERT_THAT(damage.ids(), ElementsAre("way/1"));
    const auto house = damage.properties("way/1");
    EXPECT_EQ(house["source"], "seen");
    EXPECT_EQ(house["disputed"], false);
    EXPECT_THAT(std::string{house["reason"]}, HasSubstr("seen severe 2 hours ago"));
    EXPECT_EQ(exported(map, {.audience = Audience::team}).properties("way/1")["grade"], "severe");
}

TEST_F(ExportReports, PublicConditionsRestOnPublicReportsAlone) {
    reported.add(passability_report(map, way(10), Passability::restricted, Method::seen, 5),
                 Audience::open_to_all);
    reported.add(passability_report(map, way(10), Passability::blocked, Method::seen, 1));
    const auto told = [&](Audience audience) {
        return exported(map, {.what = {What::roads}, .audience = audience})
            .properties("way/10")["passability"];
    };
    EXPECT_EQ(told(Audience::open_to_all), "restricted");
    EXPECT_EQ(told(Audience::team), "blocked");
}

TEST_F(ExportReports, NamesNeedsAndPhotosPlacesAreTheTeams) {
    auto need = report_of(map, ReportKind::need, node(3), Method::seen, 1);
    need.what = "insulin";
    reported.add(need, Audience::open_to_all);
    auto shelter = shelter_report(map, node(3), ShelterStatus::full, Method::seen, 1, "Jan Blanc");
    shelter.people = 300;
    Digest file;
    file.bytes[0] = 1;
    shelter.photos.push_back({.file = file,
                              .type = "jpeg",
                              .taken = kNow - kHour,
                              .at = location_from_degrees(1.4444, 42.4444)});
    reported.add(shelter, Audience::open_to_all);
    reported.add(damage_report(map, node(4), Grade::severe, Method::seen, 1),
                 Audience::open_to_all);
    const auto open = exported(map, {.what = {What::reports, What::shelters, What::damage}});
    EXPECT_THAT(open.text, Not(HasSubstr("insulin")));
    EXPECT_THAT(open.text, Not(HasSubstr("Blanc")));
    EXPECT_THAT(open.text, Not(HasSubstr("42.444")));
    EXPECT_THAT(open.text, Not(HasSubstr("node/4"))) << "a camp";
    const auto plaza = open.properties("node/3");
    EXPECT_EQ(plaza["status"], "full");
    EXPECT_EQ(plaza["people"], 300);
    const auto team = exported(map, {.what = {What::reports}, .audience = Audience::team});
    EXPECT_THAT(team.text, HasSubstr("insulin"));
    EXPECT_THAT(team.text, HasSubstr("Blanc"));
    EXPECT_THAT(team.text, HasSubstr("42.444"));
}

TEST_F(ExportReports, StretchesAndFreeReportsHaveTheirShape) {
    auto stretch = passability_report(map, way(10), Passability::blocked, Method::seen, 1);
    const auto nodes = map.base().object(way(10))->refs;
    stretch.about.span = NodeSpan{nodes[0], nodes[1]};
    reported.add(stretch, Audience::open_to_all);
    const auto free = reported.add(
        freely(damage_report(map, way(1), Grade::destroyed, Method::seen, 1), 42.6, 1.7),
        Audience::open_to_all);
    const auto damage = exported(map, {.what = {What::damage}});
    EXPECT_THAT(damage.ids(), UnorderedElementsAre("way/10", report_id(free)));
    for (const auto& feature : damage.parsed["features"]) {
        if (feature["id"] == "way/10") {
            EXPECT_EQ(feature["geometry"]["coordinates"].size(), 2U) << "not the whole road";
        } else {
            EXPECT_EQ(feature["geometry"]["type"], "Point");
        }
    }
    const auto all = exported(map, {});
    EXPECT_THAT(all.result.notes, Contains(HasSubstr("--what reports")));
    EXPECT_EQ(all.properties("way/10")["passability"], "blocked");
}

TEST_F(ExportReports, ColumnsAndValuesAgree) {
    reported.add(shelter_report(map, node(3), ShelterStatus::full, Method::seen, 1));
    reported.add(
        freely(shelter_report(map, node(3), ShelterStatus::open, Method::seen, 1), 42.6, 1.7));
    reported.add(damage_report(map, way(1), Grade::severe, Method::seen, 2));
    std::vector<Value> values;
    for (const auto& found : facilities_in(map, Theme::shelter, std::nullopt, true, true)) {
        fill_values(found, true, values);
        EXPECT_EQ(values.size(), facility_columns().size());
    }
    for (const auto& found : damage_in(map, {}).found) {
        fill_values(found, values);
        EXPECT_EQ(values.size(), damage_columns().size());
    }
    for (const auto audience : {Audience::team, Audience::open_to_all}) {
        for (const auto& found : reports_in(map, {})) {
            fill_values(found, audience, values);
            EXPECT_EQ(values.size(), report_columns().size());
        }
    }
}

TEST_F(ExportReports, CopiesThatMetInAnyOrderExportTheSameBytes) {
    std::vector<std::unique_ptr<ReportedMap>> copies;
    for (int i = 0; i < 3; ++i) {
        copies.push_back(std::make_unique<ReportedMap>(drawn, "copy" + std::to_string(i)));
        auto& copy = *copies.back();
        copy.add(damage_report(copy.map, way(1), static_cast<Grade>(2 + i), Method::seen, 5 - i,
                               "W" + std::to_string(i)));
        copy.add(passability_report(copy.map, way(10),
                                    i == 1 ? Passability::open : Passability::blocked,
                                    i == 1 ? Method::seen : Method::heard, 4 - i));
        auto free = freely(shelter_report(copy.map, node(3), ShelterStatus::open, Method::seen, i),
                           42.6, 1.7);
        free.name = "Tenda";
        copy.add(free, Audience::open_to_all);
        copy.map.set_event({"earthquake", kNow - 3 * kHour, ""});
    }
    for (auto& one : copies) {
        for (auto& other : copies) {
            if (one != other) one->accept(*other);
        }
    }
    for (const auto& [to, from] : {std::pair{0, 1}, {2, 1}, {2, 0}, {1, 2}, {0, 2}, {0, 2}}) {
        copies[static_cast<std::size_t>(to)]->take_from(*copies[static_cast<std::size_t>(from)]);
    }
    for (const auto audience : {Audience::open_to_all, Audience::team}) {
        const ExportRequest request{
            .what = {What::damage, What::shelters, What::reports, What::all},
            .include_unchecked = true,
            .audience = audience};
        const auto first = exported(copies[0]->map, request).text;
        EXPECT_THAT(first, HasSubstr("Tenda"));
        EXPECT_EQ(first, exported(copies[1]->map, request).text);
        EXPECT_EQ(first, exported(copies[2]->map, request).text);
        EXPECT_EQ(first, exported(copies[2]->open(), request).text) << "read anew";
    }
}

}  // namespace
}  // namespace konbit
