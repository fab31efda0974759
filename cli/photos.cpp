#include "cli/photos.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "cli/module.hpp"
#include "mapper/journal/photo_intake.hpp"
#include "mapper/model/geodesy.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr UnixSeconds kTimeFits_s = 3600;  ///< the rule of evidence: one hour
constexpr double kFar_m = 500;

std::string time_doubt(const PhotoNote& photo, UnixSeconds observed) {
    if (!photo.taken) return "does not say when it was taken: it does not count as proof";
    const auto apart = *photo.taken - observed;
    if (std::abs(apart) <= kTimeFits_s) return {};
    return fmt::format("was taken {} {} the time of the report: it does not count as proof",
                       duration_text(apart), apart < 0 ? "before" : "after");
}

std::string place_doubt(const PhotoNote& photo, Location at) {
    if (!photo.at) return {};
    const auto apart = distance_m(*photo.at, at);
    if (apart <= kFar_m) return {};
    return fmt::format("was taken {} from there: is it the right one?", distance_text(apart));
}

}  // namespace

std::vector<PhotoNote> take_in_photos(const Map& map,
                                      const std::vector<std::filesystem::path>& files) {
    const auto& tools = open_module<PhotoToolsSymbol>("konbit_photo", "konbit_photo_tools",
                                                      "report without photos")();
    const PhotoStore store{map.base().folder()};
    std::vector<PhotoNote> notes;
    for (const auto& file : files) notes.push_back(take_in_photo(store, tools, file));
    return notes;
}

std::vector<std::string> photo_doubts(const Report& report, const std::vector<std::string>& names) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < report.photos.size(); ++i) {
        const auto& photo = report.photos[i];
        const auto name = i < names.size() ? names[i] : short_id(photo.file);
        for (const auto& doubt :
             {time_doubt(photo, report.observed), place_doubt(photo, report.about.at)}) {
            if (!doubt.empty())
                lines.push_back(
                    fmt::format("{} {}{}", name, doubt, doubt.ends_with('?') ? "" : "."));
        }
    }
    return lines;
}

}  // namespace konbit
