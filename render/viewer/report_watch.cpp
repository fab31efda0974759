#include "render/viewer/report_watch.hpp"

#include "render/canvas/mercator.hpp"
#include "render/tile/map_painter.hpp"

namespace konbit {
namespace {

constexpr double kAround_px = kBlock_px / 2.0;  ///< how far marks and names push each other
constexpr std::size_t kMostBoxes = 200;

}  // namespace

bool ChangedPlaces::touches(const BlockId& id) const {
    if (everywhere) return true;
    const WebMercator scale{static_cast<double>(id.zoom)};
    const double left = static_cast<double>(id.x) * kBlock_px - kAround_px;
    const double top = static_cast<double>(id.y) * kBlock_px - kAround_px;
    const double side = kBlock_px + 2 * kAround_px;
    for (const auto& box : boxes) {
        const auto north_west = scale.to_pixels({box.west, box.north});
        const auto south_east = scale.to_pixels({box.east, box.south});
        if (south_east.y < top || north_west.y > top + side) continue;
        const double width = south_east.x - north_west.x;
        // A block at one end of the world has neighbours at the other.
        for (const double turn : {-scale.world_px(), 0.0, scale.world_px()}) {
            const double west = north_west.x + turn;
            if (west + width >= left && west <= left + side) return true;
        }
    }
    return false;
}

ReportWatch::ReportWatch(const Map& map) : map_{map} {
    const auto& journal = map_.journal_to_read();
    mark_ = journal.mark();
    read_to_ = journal.for_each(mark_.last, [](const Entry&) {});
}

ChangedPlaces ReportWatch::changed() {
    ChangedPlaces changed;
    const auto& journal = map_.journal_to_read();
    const auto now = journal.mark();
    changed.everywhere = now.redactions != mark_.redactions || now.wipes != mark_.wipes;
    if (now.wipes != mark_.wipes) read_to_ = 0;
    mark_ = now;
    read_to_ = journal.for_each(read_to_, [&](const Entry& entry) { add(entry, changed); });
    // Nothing new in the journal: only time went by, or it changed in a way not told here.
    if (changed.boxes.empty() || changed.boxes.size() > kMostBoxes) changed.everywhere = true;
    return changed;
}

void ReportWatch::add(const Entry& entry, ChangedPlaces& to) const {
    if (to.everywhere) return;
    if (const auto* report = std::get_if<Report>(&entry.payload)) return add(*report, to);
    if (const auto* word = std::get_if<Judgement>(&entry.payload)) {
        const auto of = map_.journal_to_read().entry(word->entry);
        const auto* report = of ? std::get_if<Report>(&of->payload) : nullptr;
        if (report != nullptr) return add(*report, to);
    }
    to.everywhere = true;  // who is accepted, what shook the place: it may matter anywhere
}

void ReportWatch::add(const Report& report, ChangedPlaces& to) const {
    const auto at = report.about.at;
    to.boxes.push_back({at.lon_e7, at.lat_e7, at.lon_e7, at.lat_e7});
    if (!report.about.object) return;
    if (const auto feature = map_.base().find_feature(*report.about.object))
        to.boxes.push_back(feature->box());
}

}  // namespace konbit
