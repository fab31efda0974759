#include "render/paper/picture.hpp"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "mapper/model/error.hpp"
#include "mapper/query/attribution.hpp"
#include "mapper/store/atomic_file.hpp"
#include "render/canvas/png.hpp"
#include "render/paper/band_painter.hpp"
#include "render/paper/page.hpp"
#include "render/paper/render_threads.hpp"
#include "render/paper/shown_key.hpp"

namespace konbit {
namespace {

std::vector<PngText> png_texts(const std::string& title, UnixSeconds now) {
    return {{"Title", title},
            {"Copyright", std::string{kFullAttribution}},
            {"Creation Time", to_iso8601(now)},
            {"Software", "Konbit " KONBIT_VERSION}};
}

void stop_if_asked(const RenderRequest& request) {
    if (request.stop == nullptr || !request.stop->load(std::memory_order_relaxed)) return;
    throw DataError{"The picture was stopped", request.out.string(), "somebody asked for it",
                    "Nothing was written; run the command again."};
}

/// Lays the note into the picture's lower right corner; `top`: of the band within the map.
void lay_corner_note(const Image& note, const PixelRect& map, int top, Image& band) {
    copy_pixels(note, 0, 0, note.width, note.height, band, map.width - note.width,
                map.height - note.height - top);
}

/// The paper above and below, or the note in the corner.
struct Surroundings {
    Image head, foot, note;
};

Surroundings make_surroundings(const RenderRequest& request, const Map& map, const Style& style,
                               const std::string& title, const PictureFrame& frame) {
    TextShaper shaper;
    const PageMap page{style, frame.scale, frame.rect, request.text_scale};
    if (request.bare) return {{}, {}, corner_note(shaper, page)};
    const auto facts = page_facts(map, title, request.now);
    auto key = key_of_ground(map, style, frame.scale.zoom(), frame.scale.box_of(frame.rect),
                             request.for_team);
    return {page_head(shaper, facts, page), page_foot(shaper, facts, page, std::move(key)), {}};
}

class Writing {
public:
    Writing(const RenderRequest& request, const std::string& title, const PictureFrame& frame,
            const Surroundings& around)
        : request_{request},
          frame_{frame},
          around_{around},
          file_{request.out},
          png_{frame.rect.width, height(), png_texts(title, request.now),
               [this](std::span<const std::byte> bytes) {
                   file_.write({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
               }} {}

    [[nodiscard]] int height() const {
        return around_.head.height + frame_.rect.height + around_.foot.height;
    }
    void write(BandPainter& painter) {
        if (around_.head.height > 0) png_.rows(around_.head);
        Image band;
        int top = 0;
        for (std::int64_t i = 0; i < painter.bands(); ++i) {
            stop_if_asked(request_);
            if (request_.progress)
                request_.progress("Drawing", static_cast<std::uint64_t>(top),
                                  static_cast<std::uint64_t>(frame_.rect.height));
            painter.paint(i, band);
            if (around_.note.height > 0) lay_corner_note(around_.note, frame_.rect, top, band);
            top += band.height;
            png_.rows(band);
        }
        if (around_.foot.height > 0) png_.rows(around_.foot);
        png_.finish();
        file_.commit();
    }
    [[nodiscard]] std::uint64_t written() const { return file_.written(); }

private:
    const RenderRequest& request_;
    const PictureFrame& frame_;
    const Surroundings& around_;
    AtomicFile file_;
    PngWriter png_;
};

/// "Andorra (relation/9407)" is Andorra to a reader.
std::string title_of(std::string label) {
    for (const auto* type : {" (node/", " (way/", " (relation/"}) {
        const auto begin = label.find(type);
        const auto end = begin == std::string::npos ? begin : label.find(')', begin);
        if (end != std::string::npos) label.erase(begin, end + 1 - begin);
    }
    return label;
}

}  // namespace

RenderResult write_picture(const RenderRequest& request, const Map& map, const Style& style,
                           const Area& area) {
    const auto start = std::chrono::steady_clock::now();
    const auto frame = frame_picture(request, area.box);
    const auto title = title_of(area.label);
    const auto around = make_surroundings(request, map, style, title, frame);
    BandPainter painter{map,
                        style,
                        {request.lang, {}, request.text_scale, request.for_team},
                        frame,
                        threads_of(request)};
    Writing writing{request, title, frame, around};
    writing.write(painter);

    RenderResult result;
    result.label = area.label;
    result.width_px = frame.rect.width;
    result.height_px = writing.height();
    result.zoom = frame.scale.zoom();
    result.bytes = writing.written();
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (request.bare && around.note.height == 0) {
        result.notices.emplace_back(
            "The picture is too small for its attribution: put \"© OpenStreetMap contributors\" "
            "beside it.");
    }
    return result;
}

}  // namespace konbit
