// What the styles draw, and how a style changes the one it is based on.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/style/style_folder.hpp"

namespace konbit {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const Style& usual() {
    return shipped("humanitarian");
}

struct Drawn {
    Tags tags;
    GeometryKind kind;
    double zoom;
    std::string rule;
};

TEST(Humanitarian, DrawsWhatATeamNeeds) {
    const auto line = GeometryKind::line;
    const auto area = GeometryKind::area;
    const auto point = GeometryKind::point;
    const std::vector<Drawn> things{
        {{{"highway", "motorway"}}, line, 5, "trunk"},
        {{{"highway", "primary_link"}}, line, 11, "primary link"},
        {{{"highway", "tertiary"}}, line, 10, "tertiary"},
        {{{"highway", "residential"}}, line, 12, "street"},
        {{{"highway", "living_street"}}, line, 12, "street"},
        {{{"highway", "track"}}, line, 12, "track"},
        {{{"highway", "footway"}}, line, 13, "path"},
        {{{"highway", "steps"}}, line, 15, "steps"},
        {{{"highway", "construction"}}, line, 12, "road being built"},
        {{{"highway", "pedestrian"}, {"area", "yes"}}, area, 14, "square"},
        {{{"status", "impassable"}, {"name", "E15"}}, line, 12, "lost road"},
        {{{"destroyed:highway", "tertiary"}}, line, 12, "lost road"},
        {{{"railway", "rail"}}, line, 9, "railway far"},
        {{{"railway", "rail"}}, line, 14, "railway near"},
        {{{"railway", "rail"}}, line, 16, "railway"},
        {{{"route", "ferry"}}, line, 9, "ferry"},
        {{{"aeroway", "runway"}}, line, 11, "runway"},
        {{{"power", "line"}}, line, 15, "power line"},
        {{{"waterway", "river"}}, line, 8, "river"},
        {{{"waterway", "stream"}, {"intermittent", "yes"}}, line, 14, "stream at times"},
        {{{"waterway", "dam"}}, line, 13, "dam"},
        {{{"barrier", "wall"}}, line, 16, "wall"},
        {{{"natural", "water"}}, area, 5, "water"},
        {{{"landuse", "reservoir"}}, area, 9, "water"},
        {{{"waterway", "riverbank"}}, area, 9, "water"},
        {{{"natural", "wood"}}, area, 9, "forest"},
        {{{"natural", "wetland"}}, area, 11, "wetland"},
        {{{"landuse", "residential"}}, area, 10, "built-up"},
        {{{"building", "yes"}}, area, 14, "building"},
        {{{"destroyed:building", "house"}}, area, 14, "broken building"},
        {{{"boundary", "administrative"}, {"admin_level", "2"}}, line, 4, "country border"},
        {{{"place", "city"}}, point, 6, "city"},
        {{{"place", "town"}}, point, 9, "town"},
        {{{"place", "locality"}}, point, 14, "locality"},
        {{{"place", "suburb"}}, area, 13, "suburb"},
        {{{"natural", "peak"}}, point, 13, "peak"},
        {{{"ford", "yes"}}, point, 12, "ford"},
        {{{"amenity", "school"}}, point, 16, "school"},
        {{{"shop", "bakery"}}, point, 18, "other place"},
        {{{"addr:housenumber", "7b"}}, point, 18, "house number"},
    };
    for (const Drawn& thing : things) {
        const Tag& first = *thing.tags.begin();
        EXPECT_THAT(drawn_by(usual(), thing.tags, thing.kind, thing.zoom), Contains(thing.rule))
            << first.key << "=" << first.value;
    }
}

TEST(Humanitarian, LeavesOutWhatIsNotThere) {
    const auto line = GeometryKind::line;
    const auto area = GeometryKind::area;
    EXPECT_THAT(drawn_by(usual(), {{"building", "no"}}, area, 18), IsEmpty());
    EXPECT_THAT(drawn_by(usual(), {{"waterway", "stream"}, {"tunnel", "culvert"}}, line, 15),
                Not(Contains("stream")));
    EXPECT_THAT(drawn_by(usual(), {{"highway", "proposed"}}, line, 18), IsEmpty());
    EXPECT_THAT(drawn_by(usual(), {{"abandoned:highway", "track"}}, line, 18), IsEmpty());
    EXPECT_THAT(drawn_by(usual(), {{"natural", "bay"}}, area, 18), ElementsAre("sea name"));
    EXPECT_THAT(drawn_by(usual(), {{"highway", "trunk"}}, GeometryKind::point, 18), IsEmpty());
    EXPECT_THAT(drawn_by(usual(), {{"building", "yes"}}, area, 13.9), IsEmpty());
}

TEST(Humanitarian, DrawsALostRoadOnlyOnce) {
    const auto names = drawn_by(usual(), {{"highway", "tertiary"}, {"status", "impassable"}},
                                GeometryKind::line, 14);
    EXPECT_THAT(names, Contains("tertiary"));
    EXPECT_THAT(names, Not(Contains("lost road")));
}

TEST(Humanitarian, HasTheWidthsOfTheLook) {
    struct Width {
        std::string rule;
        double zoom;
        float px;
    };
    // Main roads below z14 a little wider than there: against forest they were lost.
    for (const auto& [rule, zoom, px] : std::vector<Width>{{"trunk", 8, 1.3F},
                                                           {"trunk", 13, 4.8F},
                                                           {"trunk", 18, 20},
                                                           {"primary", 10, 1.8F},
                                                           {"secondary", 16, 8.5F},
                                                           {"tertiary", 14, 3.2F},
                                                           {"street", 12, .6F},
                                                           {"street", 17, 9},
                                                           {"service road", 15, 1.8F},
                                                           {"track", 16, 2},
                                                           {"path", 18, 2.4F}}) {
        EXPECT_NEAR(rule_of(usual(), rule).line->width_px.at(zoom), px, 1e-5)
            << rule << " " << zoom;
    }
}

TEST(Humanitarian, LinksAreThinnerAndLieBelow) {
    for (const auto* road : {"trunk", "primary", "secondary", "tertiary"}) {
        const Rule& main = rule_of(usual(), road);
        const Rule& link = rule_of(usual(), std::string{road} + " link");
        EXPECT_LT(link.order, rule_of(usual(), "tertiary").order) << road;
        for (double zoom = link.from_zoom; zoom <= 18; ++zoom) {
            EXPECT_LT(link.line->width_px.at(zoom), main.line->width_px.at(zoom)) << road << zoom;
        }
    }
}

TEST(Humanitarian, GivesRoomToTheBiggerName) {
    const std::vector<std::string> falling{"city",        "town",           "village",
                                           "hamlet",      "main road name", "road name",
                                           "street name", "peak",           "house number"};
    for (std::size_t i = 1; i < falling.size(); ++i) {
        EXPECT_GT(rule_of(usual(), falling[i - 1]).priority, rule_of(usual(), falling[i]).priority)
            << falling[i];
    }
}

TEST(Humanitarian, MarksTheWorstBuildingsFirst) {
    EXPECT_EQ(usual().grade(Grade::destroyed).mark_from_zoom, 14);
    EXPECT_EQ(usual().grade(Grade::severe).mark_from_zoom, 15);
    EXPECT_EQ(usual().grade(Grade::moderate).mark_from_zoom, 17);
    EXPECT_EQ(usual().grade(Grade::destroyed).mark_px, 10);
    EXPECT_LT(usual().grade(Grade::destroyed).mark_size_px.at(14), 7);
    EXPECT_EQ(usual().passability(Passability::blocked).mark_from_zoom, 8);
    EXPECT_EQ(usual().passability(Passability::open).mark, Mark::none);
    EXPECT_EQ(usual().grade(Grade::unknown).pattern, Pattern::hatch);
}

TEST(Humanitarian, ShowsPlacesFromTheirZooms) {
    struct Place {
        Theme theme;
        std::string kind;
        Suitability suitability;
        float zoom;
        std::string icon;
    };
    for (const auto& place : std::vector<Place>{
             {Theme::shelter, "school", Suitability::designated, 9, "shelter-designated"},
             {Theme::shelter, "school", Suitability::unchecked, 14, "shelter-unchecked"},
             {Theme::shelter, "bomb_shelter", Suitability::suitable, 13, "shelter-suitable"},
             {Theme::shelter, "refugee_camp", Suitability::designated, 9, "camp"},
             {Theme::shelter, "assembly_point", Suitability::designated, 12, "assembly-point"},
             {Theme::care, "hospital", Suitability::suitable, 9, "hospital"},
             {Theme::care, "clinic", Suitability::suitable, 12, "clinic"},
             {Theme::care, "pharmacy", Suitability::suitable, 14, "pharmacy"},
             {Theme::care, "dentist", Suitability::suitable, 17, "dot"},
             {Theme::water, "water_well", Suitability::suitable, 12, "water"},
             {Theme::water, "water_well", Suitability::unchecked, 15, "water"},
             {Theme::supply, "helipad", Suitability::suitable, 12, "helipad"},
             {Theme::supply, "fire_station", Suitability::suitable, 14, "fire-station"},
             {Theme::supply, "police", Suitability::suitable, 14, "police"},
             {Theme::supply, "something new", Suitability::suitable, 17, "dot"}}) {
        const FacilityPaint* paint = usual().facility(place.theme, place.kind, place.suitability);
        ASSERT_NE(paint, nullptr) << place.kind;
        EXPECT_EQ(paint->from_zoom, place.zoom) << place.kind;
        EXPECT_EQ(paint->icon.icon, place.icon) << place.kind;
    }
    EXPECT_EQ(usual().facility(Theme::shelter, "school", Suitability::never), nullptr);
}

TEST(Humanitarian, PinsSheltersAndNeverDropsThem) {
    for (const auto suitability :
         {Suitability::designated, Suitability::suitable, Suitability::unchecked}) {
        const FacilityPaint* paint = usual().facility(Theme::shelter, "school", suitability);
        ASSERT_NE(paint, nullptr);
        EXPECT_TRUE(paint->pin);
        EXPECT_TRUE(paint->never_dropped);
        EXPECT_EQ(paint->pin_dashed, suitability == Suitability::unchecked);
    }
}

TEST(Humanitarian, HatchesADangerItDoesNotKnow) {
    EXPECT_EQ(usual().hazard("flood").pattern, Pattern::waves);
    EXPECT_THAT(usual().hazard("flood").edge_dash, SizeIs(2));
    EXPECT_EQ(usual().hazard("landslide").pattern, Pattern::triangles);
    EXPECT_EQ(usual().hazard("avalanche").pattern, Pattern::hatch);
}

TEST(Shipped, KeepTextReadable) {
    for (const auto& name : kShippedNames) {
        for (const Rule& rule : shipped(name).rules()) {
            if (!rule.text) continue;
            for (double zoom = rule.from_zoom; zoom <= 19; ++zoom) {
                EXPECT_GE(rule.text->size_px.at(zoom), 13) << name << " " << rule.name;
            }
        }
        EXPECT_GE(shipped(name).count_text().size_px.at(10), 13);
    }
}

TEST(Shipped, DrawTheSameThings) {
    for (const auto& name : kShippedNames) {
        ASSERT_EQ(shipped(name).rules().size(), usual().rules().size());
        for (std::size_t i = 0; i < usual().rules().size(); ++i) {
            EXPECT_EQ(shipped(name).rules()[i].name, usual().rules()[i].name);
        }
    }
    EXPECT_NE(shipped("sunlight").fingerprint(), usual().fingerprint());
    EXPECT_EQ(shipped("sunlight").name(), "sunlight");
    EXPECT_EQ(shipped("print").land(), (Color{255, 255, 255}));
}

using OwnStyle = StyleFolder;

TEST_F(OwnStyle, ChangesColoursOfItsBase) {
    const auto file = write("mine.yaml", "based_on: humanitarian\npalette: {land: \"#010203\"}\n");
    const Style mine = Style::find(shipped_styles(), file.string());
    EXPECT_EQ(mine.name(), "mine");
    EXPECT_EQ(mine.land(), (Color{1, 2, 3}));
    EXPECT_EQ(mine.rules().size(), usual().rules().size());
}

TEST_F(OwnStyle, ChangesOneLineOfARuleAndKeepsTheOthers) {
    const auto file = write("mine.yaml",
                            "based_on: humanitarian\n"
                            "rules:\n"
                            "  - {name: trunk, line: {color: \"#F00\"}, zoom: 3}\n"
                            "  - {name: path, draw: no}\n"
                            "  - {name: well cover, layer: icons, match: {man_made: manhole},\n"
                            "     on: point, icon: {name: dot}, zoom: 18}\n");
    const Style mine = Style::find(shipped_styles(), file.string());
    const Rule& trunk = rule_of(mine, "trunk");
    EXPECT_EQ(trunk.line->color, (Color{255, 0, 0}));
    EXPECT_EQ(trunk.from_zoom, 3);
    EXPECT_EQ(trunk.line->width_px, rule_of(usual(), "trunk").line->width_px);
    EXPECT_THAT(drawn_by(mine, {{"highway", "trunk"}}, GeometryKind::line, 3), Contains("trunk"));
    EXPECT_THAT(drawn_by(mine, {{"highway", "path"}}, GeometryKind::line, 15), IsEmpty());
    EXPECT_THAT(drawn_by(mine, {{"man_made", "manhole"}}, GeometryKind::point, 18),
                ElementsAre("well cover"));
}

TEST_F(OwnStyle, PutsItsSymbolsBeforeThoseOfItsBase) {
    const auto file =
        write("mine.yaml",
              "based_on: humanitarian\n"
              "facilities:\n"
              "  - {name: vet, theme: care, kinds: [veterinary], icon: {name: flag}, zoom: 10}\n"
              "  - {name: hospital, zoom: 6}\n");
    const Style mine = Style::find(shipped_styles(), file.string());
    const auto icon = [&](std::string_view kind) {
        return mine.facility(Theme::care, kind, Suitability::suitable)->icon.icon;
    };
    EXPECT_EQ(icon("veterinary"), "flag");
    EXPECT_EQ(icon("hospital"), "hospital");
    EXPECT_EQ(mine.facility(Theme::care, "hospital", Suitability::suitable)->from_zoom, 6);
}

TEST_F(OwnStyle, MayHaveTheNameOfItsBase) {
    const auto file = write("print.yaml", "based_on: print\nland: \"#EEE\"\n");
    EXPECT_EQ(Style::find(shipped_styles(), file.string()).land(), (Color{238, 238, 238}));
}

TEST_F(OwnStyle, NeedsNoBase) {
    const auto file =
        write("bare.yaml", "rules:\n- {name: a, layer: roads, match: {a: b}, line: {width: 1}}\n");
    const Style bare = Style::load(file);
    EXPECT_THAT(bare.rules(), SizeIs(1));
    EXPECT_EQ(bare.facility(Theme::care, "hospital", Suitability::suitable), nullptr);
    EXPECT_FALSE(bare.hazard("flood").fill.visible());
}

TEST_F(OwnStyle, HasANewSumWhenItsBaseChanges) {
    const auto file = write("mine.yaml", "based_on: base\n");
    write("base.yaml", "land: \"#FFF\"\n");
    const auto before = Style::load(file).fingerprint();
    EXPECT_EQ(Style::load(file).fingerprint(), before);
    write("base.yaml", "land: \"#EEE\"\n");
    EXPECT_NE(Style::load(file).fingerprint(), before);
}

}  // namespace
}  // namespace konbit
