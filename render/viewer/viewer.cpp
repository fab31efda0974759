#include "render/viewer/viewer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <ctime>
#include <string_view>
#include <thread>

#include "mapper/model/error.hpp"
#include "mapper/query/place.hpp"
#include "mapper/store/atomic_file.hpp"
#include "render/canvas/png.hpp"
#include "render/viewer/frame.hpp"

namespace konbit {
namespace {

constexpr double kFrame_ms = 16;   // a little more than 60 a second
constexpr int kPrefetch_px = 256;  // around the window
constexpr int kCoarseLevels = 2;   // up, where nothing at all can be shown
constexpr double kRefresh_ms = 1'000;
constexpr double kRestBeforeKeeping_ms = 1'000;
constexpr int kDragBegins_px = 4;
constexpr double kPlaceZoom = 16;
constexpr std::array<std::string_view, 3> kStyles{"humanitarian", "sunlight", "print"};

template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
overloaded(Ts...) -> overloaded<Ts...>;

/// A painter with the style it needs: they go together.
struct StyledPainter {
    std::shared_ptr<const Style> style;
    MapPainter painter;
};

TileCache::MakePaint painter_for(const Map& map, const std::shared_ptr<const Style>& style,
                                 const PaintOptions& options) {
    return [&map, style, options]() -> TileCache::Paint {
        const auto painter = std::shared_ptr<StyledPainter>{
            new StyledPainter{style, MapPainter{map, *style, options}}};
        return [painter](const BlockId& id, Image& into) {
            painter->painter.paint_block(WebMercator{double(id.zoom)}, id.x, id.y, into);
        };
    };
}

/// One core is the window's.
unsigned painting_threads() {
    return std::clamp(std::thread::hardware_concurrency(), 2U, 4U) - 1;
}

/// Beside the rail and above the strip, before the controls are there to tell.
PixelRect likely_area(int width, int height) {
    constexpr int kRail = 84, kStrip = 32;
    return {kRail, 0, width - kRail, height - kStrip};
}

std::uint32_t pixel_of(Color color) {
    return 0xFF00'0000U | (std::uint32_t{color.r} << 16) | (std::uint32_t{color.g} << 8) | color.b;
}

}  // namespace

double Viewer::now_ms() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

Viewer::Viewer(const ViewRequest& request, Map& map, const OpenScreen& open_screen)
    : map_{map},
      watch_{map},
      styles_folder_{request.styles_folder},
      map_folder_{request.map_folder},
      remembered_file_{request.remember ? remembered_file() : std::filesystem::path{}},
      fixed_now_{request.fixed_now},
      width_{request.width_px},
      height_{request.height_px},
      view_{likely_area(request.width_px, request.height_px)} {
    start_from(request);
    style_ = first_style(request);
    cache_ = std::make_unique<TileCache>(
        TileCache::Options{.threads = painting_threads(), .on_ready = [this] {
                               blocks_came_ = true;
                               if (auto* screen = to_wake_.load()) screen->wake();
                           }});
    repaint();
    want_blocks();
    screen_ = open_screen(
        {.title = map_folder_.stem().string() + " · Konbit", .width = width_, .height = height_});
    to_wake_ = screen_.get();
    width_ = screen_->width();
    height_ = screen_->height();
    frame_ = Image{width_, height_};
    controls_ = std::make_unique<Controls>(map_, *style_, width_, height_, request.device_folder);
    view_.resize_area(controls_->map_area());
    tell_controls();
    if (!late_message_.empty()) controls_->say(late_message_, true);
}

Viewer::~Viewer() {
    cache_.reset();  // its threads wake the screen
}

/// Where the command says, else as last time, else the whole map.
void Viewer::start_from(const ViewRequest& request) {
    if (!remembered_file_.empty()) kept_ = recall(remembered_file_, map_folder_);
    if (kept_) {
        width_ = kept_->width_px;
        height_ = kept_->height_px;
        style_name_ = kept_->style;
        paint_options_.lang = kept_->lang;
        paint_options_.text_scale = kept_->text_scale;
    }
    if (request.width_px != ViewRequest{}.width_px ||
        request.height_px != ViewRequest{}.height_px) {
        width_ = request.width_px;
        height_ = request.height_px;
    }
    if (request.lang) paint_options_.lang = *request.lang;
    view_.resize_area(likely_area(width_, height_));
    if (!request.at.empty()) {
        view_.jump_to(resolve_place(map_, request.at).at, request.zoom.value_or(kPlaceZoom));
        return;
    }
    if (kept_) {
        view_.jump_to(kept_->center, kept_->zoom);
    } else {
        view_.jump_to(map_.base().summary().bounds);
    }
    if (request.zoom) view_.jump_to(view_.center(), *request.zoom);
}

/// The style asked for. One that is broken, or that was there last time only, gives way to the
/// default; a wrong name in the command does not.
std::shared_ptr<const Style> Viewer::first_style(const ViewRequest& request) {
    if (!request.style.empty()) style_name_ = request.style;
    try {
        return std::make_shared<const Style>(Style::find(styles_folder_, style_name_));
    } catch (const UsageError&) {
        if (!request.style.empty()) throw;
    } catch (const DataError& error) {
        late_message_ = error.what();
    }
    style_name_ = kStyles.front();
    return std::make_shared<const Style>(Style::find(styles_folder_, style_name_));
}

void Viewer::repaint() {
    cache_->repaint_with(painter_for(map_, style_, paint_options_));
    dirty_ = true;
}

/// Only where something changed: the rest of the map stays as it is.
void Viewer::repaint(const ChangedPlaces& changed) {
    cache_->repaint_with(painter_for(map_, style_, paint_options_),
                         [&](const BlockId& id) { return changed.touches(id); });
    dirty_ = true;
}

/// Other programs and people write into the map while it is open.
void Viewer::look_for_reports() {
    const double now = now_ms();
    if (now - last_refresh_ms_ < kRefresh_ms) return;
    last_refresh_ms_ = now;
    try {
        if (!map_.refresh()) return;
        reports_came();
        controls_->reports_changed();
    } catch (const Error& error) {
        if (!std::exchange(refresh_warned_, true)) controls_->say(error.what(), true);
    }
}

/// What an answer draws comes and goes: only where it lies is the map painted again.
void Viewer::look_for_drawing() {
    auto drawing = controls_->drawing();
    if (drawing == drawing_shown_) return;
    const auto before = std::exchange(drawing_shown_, drawing);
    paint_options_.answer = std::move(drawing);
    cache_->repaint_with(painter_for(map_, style_, paint_options_), [&](const BlockId& id) {
        const WebMercator scale{static_cast<double>(id.zoom)};
        const PixelRect rect{id.x * kBlock_px, id.y * kBlock_px, kBlock_px, kBlock_px};
        return (before && before->touches(scale, rect)) ||
               (drawing_shown_ && drawing_shown_->touches(scale, rect));
    });
    dirty_ = true;
}

void Viewer::reports_came() {
    repaint(watch_.changed());
}

void Viewer::run(const std::function<bool(double)>& each_turn) {
    while (!quit_) {
        for (const auto& event : screen_->wait(wait_ms())) hear(event);
        const double now = now_ms();
        if (view_.tick(now)) dirty_ = true;
        if (!each_turn(now)) break;
        look_for_changes();
        want_blocks();
        if (dirty_ && now - last_frame_ms_ >= kFrame_ms) draw();
        keep_place();
    }
    rest_since_ms_ = 0;
    keep_place();
}

/// Until the next frame is due, or until something may have changed in the controls by itself.
int Viewer::wait_ms() const {
    const double now = now_ms();
    if (dirty_ || view_.moving()) {
        return std::max(0, static_cast<int>(std::ceil(last_frame_ms_ + kFrame_ms - now)));
    }
    return controls_->busy() || now - last_input_ms_ < 3'000 ? 40 : 500;
}

void Viewer::hear(const ScreenEvent& event) {
    last_input_ms_ = now_ms();
    std::visit(overloaded{[this](const InputEvent& input) { hear_input(input); },
                          [this](const Resized& size) { resize(size.width, size.height); },
                          [this](const Exposed&) { dirty_ = true; },
                          [this](const CloseAsked&) { quit_ = true; }},
               event);
}

void Viewer::hear_input(const InputEvent& event) {
    if (event.kind == InputEvent::Kind::text) return type(event.text);
    if (event.kind != InputEvent::Kind::key) {
        pointer_x_ = event.x;
        pointer_y_ = event.y;
    }
    if (drag_ && drag(event)) return;
    const bool taken = controls_->handle(event);
    after_controls();
    if (!taken) hear_for_map(event);
    if (taken && event.kind != InputEvent::Kind::move) dirty_ = true;
}

/// The controls want a letter as a key first, then as text: the key may open a field that must not
/// get it. A blank goes to a field if one has the focus, else it presses the focused button.
void Viewer::type(const std::string& text) {
    last_input_ms_ = now_ms();
    dirty_ = true;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        type_one(text.substr(at, end - at));
        at = end;
    }
}

void Viewer::type_one(const std::string& letter) {
    InputEvent typed;
    typed.kind = InputEvent::Kind::text;
    typed.text = letter;
    InputEvent key;
    key.kind = InputEvent::Kind::key;
    if (letter == " ") {
        key.key = Key::space;
        if (!controls_->handle(typed) && !controls_->handle(key)) hear_for_map(key);
    } else {
        const char c = letter.front();
        key.key = Key::character;
        key.character = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        const bool ascii = letter.size() == 1;
        if (ascii && !controls_->handle(key)) hear_for_map(key);
        (void)controls_->handle(typed);
    }
    after_controls();
}

/// Panels may have opened above the map, and the controls may ask for something.
void Viewer::after_controls() {
    view_.set_area(controls_->map_area());
    for (const auto& action : controls_->take_actions()) perform(action);
}

/// The map follows the pointer. False: not the drag's business.
bool Viewer::drag(const InputEvent& event) {
    if (event.kind == InputEvent::Kind::move) {
        drag_->moved = drag_->moved || std::abs(event.x - drag_->from_x) >= kDragBegins_px ||
                       std::abs(event.y - drag_->from_y) >= kDragBegins_px;
        if (drag_->moved) {
            view_.pan_by(drag_->x - event.x, drag_->y - event.y);
            drag_->x = event.x;
            drag_->y = event.y;
            dirty_ = true;
        }
        return true;
    }
    if (event.kind != InputEvent::Kind::release || event.secondary) return false;
    const auto ended = *drag_;
    drag_.reset();
    if (ended.moved) return true;
    if (ended.clicks >= 2) {
        view_.zoom_around(event.x, event.y, 1, now_ms());
    } else {
        controls_->clicked(view_.location_at(event.x, event.y), view_.metres_per_px());
        after_controls();
    }
    dirty_ = true;
    return true;
}

void Viewer::hear_for_map(const InputEvent& event) {
    switch (event.kind) {
        case InputEvent::Kind::press: {
            const auto& area = view_.area();
            const bool inside = event.x >= area.x && event.x < area.x + area.width &&
                                event.y >= area.y && event.y < area.y + area.height;
            if (inside && !event.secondary) {
                drag_ = Drag{event.x, event.y, event.x, event.y, event.clicks, false};
            }
            break;
        }
        case InputEvent::Kind::wheel:
            view_.zoom_around(event.x, event.y, event.wheel, now_ms());
            break;
        case InputEvent::Kind::key:
            key_for_map(event);
            break;
        default:
            break;
    }
}

void Viewer::key_for_map(const InputEvent& event) {
    constexpr double kStep_px = 128;
    const double now = now_ms();
    switch (event.key) {
        case Key::left:
            return view_.pan_smoothly(-kStep_px, 0, now);
        case Key::right:
            return view_.pan_smoothly(kStep_px, 0, now);
        case Key::up:
            return view_.pan_smoothly(0, -kStep_px, now);
        case Key::down:
            return view_.pan_smoothly(0, kStep_px, now);
        case Key::page_up:
            return view_.pan_smoothly(0, -0.8 * view_.area().height, now);
        case Key::page_down:
            return view_.pan_smoothly(0, 0.8 * view_.area().height, now);
        case Key::home:
            return view_.fit(map_.base().summary().bounds, now);
        case Key::character:
            break;
        default:
            return;
    }
    if (event.ctrl) return;
    if (event.character == '+' || event.character == '=') view_.zoom_in_middle(1, now);
    if (event.character == '-') view_.zoom_in_middle(-1, now);
    if (event.character == 'm') {
        const auto at = std::find(kStyles.begin(), kStyles.end(), style_name_);
        const bool last = at == kStyles.end() || at + 1 == kStyles.end();
        choose_style(std::string{last ? kStyles.front() : *(at + 1)});
    }
}

bool Viewer::ask_route(std::string_view profile, Location from, Location to) {
    const bool known = controls_->ask_route(profile, from, to);
    after_controls();
    dirty_ = true;
    return known;
}

void Viewer::perform(const Action& action) {
    const double now = now_ms();
    dirty_ = true;
    std::visit(overloaded{[&](const GoTo& to) { view_.go_to(to.at, to.zoom, now); },
                          [&](const FitBox& fit) { view_.fit(fit.box, now); },
                          [&](const ZoomBy& by) { view_.zoom_in_middle(by.steps, now); },
                          [&](const ChooseStyle& style) { choose_style(style.name); },
                          [&](const ChooseLanguage& choice) {
                              paint_options_.lang = choice.lang;
                              repaint();
                          },
                          [&](const ChooseTextSize& size) {
                              paint_options_.text_scale = size.scale;
                              repaint();
                          },
                          [&](const HideLayers& layers) {
                              paint_options_.hidden_layers = layers.hidden;
                              repaint();
                          },
                          [&](const CopyText& copy) { screen_->copy_text(copy.text); },
                          [&](const ReportsWritten&) { reports_came(); },
                          [&](const Quit&) { quit_ = true; }},
               action);
    tell_controls();
}

/// A style that is broken leaves the default one.
void Viewer::choose_style(const std::string& name) {
    auto chosen = name;
    std::shared_ptr<const Style> style;
    try {
        style = std::make_shared<const Style>(Style::find(styles_folder_, chosen));
    } catch (const Error& error) {
        controls_->say(error.what(), true);
        chosen = kStyles.front();
        if (style_name_ == chosen) return;
        style = std::make_shared<const Style>(Style::find(styles_folder_, chosen));
    }
    controls_->set_style(*style);  // before the last one that it knew goes
    style_ = std::move(style);
    style_name_ = chosen;
    repaint();
    tell_controls();
}

void Viewer::resize(int width, int height) {
    if (width <= 0 || height <= 0 || (width == width_ && height == height_)) return;
    width_ = width;
    height_ = height;
    frame_ = Image{width, height};
    controls_->resize(width, height);
    view_.resize_area(controls_->map_area());
    dirty_ = true;
}

void Viewer::tell_controls() {
    if (!controls_) return;
    controls_->set_view({.center = view_.center(),
                         .zoom = view_.zoom(),
                         .pointer = view_.location_at(pointer_x_, pointer_y_),
                         .now = fixed_now_.value_or(std::time(nullptr)),
                         .style = style_name_,
                         .lang = paint_options_.lang,
                         .text_scale = paint_options_.text_scale,
                         .hidden_layers = paint_options_.hidden_layers});
}

/// A block or some ancestor is there.
bool Viewer::something_shown(const BlockId& id) {
    for (int up = 0; id.zoom - up >= MapView::kLeastZoom; ++up) {
        if (cache_->find(id.ancestor(up))) return true;
    }
    return false;
}

/// What is seen, the middle first; before it, where there is nothing at all, a coarse picture;
/// after it what a little panning will show.
void Viewer::want_blocks() {
    const auto seen = view_.target_blocks();
    std::vector<BlockId> wanted;
    const auto add = [&](const BlockId& id) {
        if (std::find(wanted.begin(), wanted.end(), id) == wanted.end()) wanted.push_back(id);
    };
    for (const auto& id : seen) {
        if (id.zoom - kCoarseLevels >= MapView::kLeastZoom && !something_shown(id)) {
            add(id.ancestor(kCoarseLevels));
        }
    }
    for (const auto& id : seen) add(id);
    for (const auto& id : view_.target_blocks(kPrefetch_px)) add(id);
    cache_->want(std::move(wanted));
}

bool Viewer::settled() const {
    if (controls_->busy() || controls_->drawing() != drawing_shown_) return false;
    if (dirty_ || blocks_came_ || view_.moving() || drag_) return false;
    const auto seen = view_.target_blocks();
    return std::all_of(seen.begin(), seen.end(),
                       [this](const BlockId& id) { return cache_->up_to_date(id); });
}

/// New blocks, errors of the painters, controls that changed by themselves.
void Viewer::look_for_changes() {
    if (blocks_came_.exchange(false)) dirty_ = true;
    if (const auto error = cache_->take_error()) controls_->say(*error, true);
    look_for_reports();
    look_for_drawing();
    tell_controls();
    std::vector<std::uint64_t> revisions;
    for (const auto& sheet : controls_->sheets()) revisions.push_back(sheet.revision);
    if (revisions != sheets_shown_) {
        sheets_shown_ = std::move(revisions);
        view_.set_area(controls_->map_area());
        dirty_ = true;
    }
    for (const auto& action : controls_->take_actions()) perform(action);
}

void Viewer::draw() {
    const double begin = now_ms();
    dirty_ = false;
    const auto drawn = draw_map(
        view_, [this](const BlockId& id) { return cache_->find(id); }, pixel_of(style_->land()),
        frame_);
    draw_pins(view_, controls_->pins(), frame_);
    draw_sheets(controls_->sheets(), frame_);
    screen_->show(frame_);
    last_frame_ms_ = begin;
    trace_.frame(begin, now_ms(), view_.moving());
    if (!trace_.has_first_picture() && drawn.missing == 0) {
        trace_.first_picture(ms_since_start());
    }
    if (!trace_.has_whole_picture() && drawn.missing + drawn.stand_in == 0) {
        trace_.whole_picture(ms_since_start());
    }
}

void Viewer::save_picture(const std::filesystem::path& file) const {
    const auto png = encode_png(frame_, PngColors::exact);
    AtomicFile out{file};
    out.write({reinterpret_cast<const char*>(png.data()), png.size()});
    out.commit();
}

/// Once the view rests: whatever happens then, the next start finds it.
void Viewer::keep_place() {
    if (remembered_file_.empty() || drag_) return;
    const double now = now_ms();
    if (view_.moving() || dirty_) {
        rest_since_ms_ = now;
        if (!quit_) return;
    }
    if (!quit_ && now - rest_since_ms_ < kRestBeforeKeeping_ms) return;
    Remembered place{.center = view_.target_center(),
                     .zoom = view_.target_zoom(),
                     .style = style_name_,
                     .lang = paint_options_.lang,
                     .text_scale = paint_options_.text_scale,
                     .width_px = width_,
                     .height_px = height_,
                     .used = kept_ ? kept_->used : 0};
    if (kept_ == place) return;
    place.used = std::time(nullptr);
    kept_ = place;
    try {
        remember(remembered_file_, map_folder_, place);
    } catch (const Error& error) {
        if (!std::exchange(keep_warned_, true)) controls_->say(error.what());
    }
}

}  // namespace konbit
