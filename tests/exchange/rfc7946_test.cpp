// The checker that other tests trust must itself find what is wrong.
#include "tests/exchange/rfc7946.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace konbit::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> problems(const std::string& geometry, const std::string& bbox = "",
                                  const std::string& more = "") {
    return Rfc7946Check::problems_of(
        R"({"type":"FeatureCollection","attribution":"© OpenStreetMap contributors",)"
        R"("features":[{"type":"Feature","id":"way/1","properties":{},"geometry":)" +
        geometry + "}" + more + "]" + (bbox.empty() ? "" : ",\"bbox\":" + bbox) + "}");
}

TEST(Rfc7946Check, AcceptsWhatIsRight) {
    EXPECT_THAT(problems(R"({"type":"Point","coordinates":[1.5,2]})", "[1.5,2,1.5,2]"), IsEmpty());
    EXPECT_THAT(problems("null"), IsEmpty());
    EXPECT_THAT(
        problems(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})", "[0,0,1,1]"),
        IsEmpty());
}

TEST(Rfc7946Check, FindsWhatIsWrong) {
    EXPECT_THAT(problems(R"({"type":"Point","coordinates":[1,2]})", "[1,2,1,3]"),
                ElementsAre(HasSubstr("bbox: latitudes")));
    EXPECT_THAT(problems(R"({"type":"Point","coordinates":[1,2]})"),
                ElementsAre(HasSubstr("no bbox")));
    EXPECT_THAT(problems(R"({"type":"Point","coordinates":[200,2]})", "[200,2,200,2]"),
                ElementsAre(HasSubstr("off the earth")));
    EXPECT_THAT(
        problems(R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,0]]]})", "[0,0,1,1]"),
        ElementsAre(HasSubstr("wrong way")));
    EXPECT_THAT(
        problems(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})", "[0,0,1,1]"),
        ElementsAre(HasSubstr("not closed")));
    EXPECT_THAT(
        problems(R"({"type":"LineString","coordinates":[[170,0],[-170,0]]})", "[-170,0,170,0]"),
        ElementsAre(HasSubstr("uncut")));
    EXPECT_THAT(problems(R"({"type":"Point","coordinates":[1.50,2]})", "[1.5,2,1.5,2]"),
                ElementsAre(HasSubstr("zeros at the end")));
    EXPECT_THAT(
        problems("null", "", R"(,{"type":"Feature","id":"way/1","properties":{},"geometry":null})"),
        ElementsAre(HasSubstr("id twice")));
    EXPECT_THAT(
        problems("null", "", R"(,{"type":"Feature","properties":{"a":1,"a":2},"geometry":null})"),
        ElementsAre(HasSubstr("key twice")));
}

}  // namespace
}  // namespace konbit::test
