#include <fmt/format.h>

#include <algorithm>

#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/route_plan.hpp"
#include "render/viewer/route_question.hpp"
#include "render/viewer/route_sections.hpp"
#include "render/viewer/route_words.hpp"
#include "render/viewer/spot_name.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;
using What = RoadRequest::What;

constexpr std::size_t kEndRows = 16;  ///< pins of the ends come before those of the list
constexpr double kAround = 0.15;      ///< of an answer's size: room beside it on the map
constexpr double kLarge = 2.5;        ///< times as large as an answer: its map shows it too small
constexpr double kLargeText = 1.1;    ///< sizes above it
constexpr double kNear_m = 15;

class RoutePanel final : public RoadPanel {
public:
    explicit RoutePanel(PanelHost& host) : host_{host}, desk_{host.map()} {}

    void opened() override {
        plan_.wait_for_what_is_missing();
        show_ = Show::answer;
        if (!reply_ && !desk_.busy()) ask();
    }

    void go_to(Place place) override {
        plan_.set_to(std::move(place));
        ask();
    }

    bool ask_route(std::string_view profile, Location from, Location to) override {
        const auto* known = std::find_if(kVehicles.begin(), kVehicles.end(),
                                         [&](const auto& v) { return v.profile == profile; });
        if (known == kVehicles.end()) return false;
        plan_.vehicle = static_cast<std::size_t>(known - kVehicles.begin());
        plan_.set_from(named(from, kNear_m));
        plan_.set_to(named(to, kNear_m));
        ask();
        return true;
    }

    /// Keeps the answer until the new one is there.
    void reports_changed() override {
        const auto request = plan_.request(host_.view().lang);
        if (!reply_ || !request) return;
        refreshing_ = true;
        desk_.ask(*request);
    }

    bool view_changed() override {
        if (host_.view().lang == lang_) return false;
        lang_ = host_.view().lang;
        reports_changed();
        return true;
    }

    bool take_place(Location at, double within_m) override {
        if (plan_.waits_for() == RoutePlan::End::none) return false;
        plan_.take(named(at, within_m));
        ask();
        return true;
    }

    bool pause() override {
        auto reply = desk_.take();
        if (!reply) return false;
        const bool same = std::exchange(refreshing_, false);
        if (!same) chosen_ = 0;
        reply_ = std::move(*reply);
        if (chosen_ >= std::max<std::size_t>(1, reply_->drawings.size())) chosen_ = 0;
        make_rows();
        if (!same) show_all();
        return true;
    }
    [[nodiscard]] bool busy() const override { return desk_.busy(); }

    [[nodiscard]] std::shared_ptr<const AnswerDrawing> drawing() const override {
        if (!reply_ || chosen_ >= reply_->drawings.size()) return nullptr;
        return reply_->drawings[chosen_];
    }

    PanelContent content() override {
        PanelContent out{.title = "Route", .question = {}, .list = {}, .foot = {}};
        make_rows();
        const auto changed = [this] { ask(); };
        // In large letters the question leaves no room: below an answer it can be asked anew.
        const bool large = host_.view().text_scale > kLargeText;
        const bool below = large && reply_.has_value();
        if (!below) add_route_tabs(out.question, plan_, changed);
        add_route_ends(out.question, plan_, changed);
        if (!below) add_vehicles(out.question, plan_, large, changed);
        if (show_ == Show::size) {
            add_size_choice(out.list, plan_, reply_ ? reply_->size : VehicleSize{}, changed);
        } else if (show_ == Show::directions && option() != nullptr) {
            add_directions(out.list);
        } else {
            add_answer(out.list);
            if (below) {
                add(out.list, Kind::heading, "Ask for something else");
                add_route_tabs(out.list, plan_, changed);
                add_vehicles(out.list, plan_, large, changed);
            }
        }
        add_foot(out.foot);
        return out;
    }

    std::vector<PanelPin> pins() const override {
        auto out = lasting_pins();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const auto& row = rows_[i];
            const bool callout = row.pin.shape == PinLook::Shape::callout;
            const bool plain = row.pin.shape == PinLook::Shape::shelter;  // it has none
            if (!plain) out.push_back({row.at, row.pin, callout || selected_ == i, kEndRows + i});
            if (plain && selected_ == i)
                out.push_back({row.at, {.shape = PinLook::Shape::ring}, true, kEndRows + i});
        }
        return out;
    }

    std::vector<PanelPin> lasting_pins() const override {
        std::vector<PanelPin> out;
        const auto add = [&](const Place& place) {
            out.push_back({place.at,
                           {.shape = PinLook::Shape::number,
                            .letter = plan_.what == What::route ? std::to_string(out.size() + 1)
                                                                : std::string{"●"}},
                           false,
                           out.size()});
        };
        if (plan_.from()) add(*plan_.from());
        if (plan_.what != What::route) return out;
        for (const auto& stop : plan_.stops()) add(stop);
        if (plan_.to()) add(*plan_.to());
        return out;
    }

    void choose(std::size_t row) override {
        if (row < kEndRows || row - kEndRows >= rows_.size()) return;
        const auto i = row - kEndRows;
        selected_ = selected_ == i ? kNone : i;
        if (selected_ != kNone) host_.bring_into_view(rows_[i].at);
    }

private:
    static constexpr std::size_t kNone = ~std::size_t{0};
    enum class Show : std::uint8_t { answer, directions, size };

    [[nodiscard]] Place named(Location at, double within_m) const {
        Place place;
        place.at = at;
        place.label = location_text(at);
        const auto error =
            error_of([&] { place = place_at(host_.map(), at, within_m, host_.view().lang); });
        return place;
    }

    void ask() {
        selected_ = kNone;
        reply_.reset();
        rows_.clear();
        sections_.clear();
        refreshing_ = false;
        if (plan_.what != What::route && show_ == Show::directions) show_ = Show::answer;
        lang_ = host_.view().lang;
        if (const auto request = plan_.request(lang_)) {
            desk_.ask(*request);
        } else {
            desk_.drop();
        }
    }

    void show_all() {
        if (!drawing() || drawing()->empty()) return;
        auto box = drawing()->box();
        const auto size = [](std::int32_t from, std::int32_t to) { return double{1} * to - from; };
        const auto grow = [&](double by) {
            const auto dx = static_cast<std::int32_t>(by * size(box.west, box.east));
            const auto dy = static_cast<std::int32_t>(by * size(box.south, box.north));
            return BoundingBox{box.west - dx, box.south - dy, box.east + dx, box.north + dy};
        };
        const auto seen = host_.visible_box();
        const bool large = size(box.west, box.east) * kLarge > size(seen.west, seen.east) ||
                           size(box.south, box.north) * kLarge > size(seen.south, seen.north);
        if (large && seen.contains(grow(kAround / 2))) return;
        host_.ask(FitBox{grow(kAround)});
    }

    [[nodiscard]] const RouteAnswer* route() const {
        return reply_ ? std::get_if<RouteAnswer>(&reply_->answer) : nullptr;
    }
    [[nodiscard]] const RouteOption* option() const {
        const auto* answer = route();
        return answer && chosen_ < answer->options.size() ? &answer->options[chosen_] : nullptr;
    }

    void make_rows() {
        const AnswerFrame frame{host_.map(), host_.style(), host_.view().now};
        sections_.clear();
        if (!reply_) return rows_.clear();
        if (const auto* answer = route()) sections_ = sections_of(*answer, chosen_, frame);
        if (const auto* reach = std::get_if<ReachAnswer>(&reply_->answer))
            sections_ = sections_of(*reach);
        if (const auto* cut = std::get_if<CutoffAnswer>(&reply_->answer))
            sections_ = sections_of(*cut, frame);
        rows_.clear();
        for (const auto& section : sections_)
            rows_.insert(rows_.end(), section.places.begin(), section.places.end());
    }

    // ---- the answer
    static void add(std::vector<Widget>& to, Kind kind, std::string words) {
        if (!words.empty()) to.push_back({.kind = kind, .id = {}, .words = std::move(words)});
    }

    void add_answer(std::vector<Widget>& to) {
        if (!reply_) return add_waiting(to);
        if (!reply_->error.empty()) return add(to, Kind::text, reply_->error);
        if (refreshing_) add(to, Kind::note, "Reports changed: looking again …");
        if (route() != nullptr) add_verdict(to);
        if (const auto* reach = std::get_if<ReachAnswer>(&reply_->answer)) {
            add(to, Kind::answer, fmt::format("Reached by {}", lower_words(plan_.choice())));
            add(to, Kind::note, snap_words(reach->from, false));
        }
        if (const auto* cut = std::get_if<CutoffAnswer>(&reply_->answer)) add_cut_off(to, *cut);
        std::size_t row = 0;
        for (const auto& section : sections_) {
            add(to, Kind::heading, section.heading);
            for (const auto& place : section.places) add_row(to, place, row++);
            add(to, Kind::note, section.note);
        }
        if (const auto* answer = route()) add_remarks(to, *answer);
        add_doings(to);
    }

    void add_waiting(std::vector<Widget>& to) {
        if (desk_.busy()) {
            add(to, Kind::answer,
                plan_.what == What::route ? "Looking for the way …" : "Looking at the roads …");
            return;
        }
        const bool to_end = plan_.waits_for() == RoutePlan::End::to;
        add(to, Kind::answer, to_end ? "To where?" : "From where?");
        add(to, Kind::text, "Press the map.");
        add(to, Kind::note,
            "Or press a thing on the map, or a shelter in its list, and \"Route to here\".");
    }

    void add_verdict(std::vector<Widget>& to) {
        const auto& answer = *route();
        const auto* way = option();
        Widget w{.kind = Kind::verdict, .id = "verdict"};
        const auto verdict = way ? way->verdict : RouteVerdict::no;
        w.words = to_string(verdict);
        w.mood = verdict == RouteVerdict::yes  ? Widget::Mood::yes
                 : verdict == RouteVerdict::no ? Widget::Mood::no
                                               : Widget::Mood::unchecked;
        w.mark = &host_.style().passability(Passability::unknown);
        if (way) w.second = way_words(way->duration_s, way->distance_m);
        w.condition = verdict_sentence(host_.map(), answer, chosen_, host_.view().now);
        to.push_back(std::move(w));
        if (!way && answer.otherwise)
            add(to, Kind::note,
                "On any other day: " +
                    way_words(answer.otherwise->duration_s, answer.otherwise->distance_m) + ".");
        if (answer.options.size() < 2) return;
        for (std::size_t i = 0; i < answer.options.size(); ++i) {
            Widget choice{.kind = Kind::segment, .id = fmt::format("option:{}", i)};
            choice.group = "options";
            choice.words = travel_time_words(answer.options[i].duration_s);
            choice.on = chosen_ == i;
            choice.press = [this, i] {
                chosen_ = i;
                selected_ = kNone;
            };
            to.push_back(std::move(choice));
        }
    }

    void add_cut_off(std::vector<Widget>& to, const CutoffAnswer& cut) {
        add(to, Kind::answer, cut_off_words(cut));
        for (const auto& snap : cut.from) add(to, Kind::note, snap_words(snap, false));
        if (cut.road_km >= 0.1)
            add(to, Kind::note,
                distance_text(cut.road_km * 1'000) + " of road, drawn black and white.");
        if (cut.never > 0)
            add(to, Kind::note,
                counted(cut.never, "settlement has", "settlements have") +
                    " no road for this vehicle on any day: not counted.");
    }

    void add_row(std::vector<Widget>& to, const AnswerPlace& place, std::size_t i) {
        Widget row{.kind = Kind::row, .id = fmt::format("row:{}", kEndRows + i)};
        row.words = place.words;
        row.second = place.second;
        row.right = place.right;
        if (place.pin.shape == PinLook::Shape::number) {
            row.pin = place.pin;
            row.right.clear();
        } else {
            row.mark = place.mark;
            row.icon = place.icon;
        }
        row.dashed = place.dashed;
        row.badge = place.badge;
        row.on = selected_ == i;
        row.press = [this, i] { choose(kEndRows + i); };
        to.push_back(std::move(row));
        if (selected_ == i) add(to, Kind::note, place.more);
    }

    void add_remarks(std::vector<Widget>& to, const RouteAnswer& answer) {
        std::vector<std::string> remarks;
        for (std::size_t i = 0; i < answer.ends.size(); ++i) {
            auto words = snap_words(answer.ends[i], i > 0);
            if (!words.empty()) remarks.push_back(std::move(words));
        }
        if (const auto* way = option()) {
            for (const auto& warning : way->warnings)
                remarks.push_back(with_capital(screen_text(warning)) + ".");
        }
        if (remarks.empty()) return;
        add(to, Kind::heading, "Mind");
        for (auto& remark : remarks) {
            Widget w{.kind = Kind::count, .id = {}, .words = std::move(remark), .icon = "warning"};
            to.push_back(std::move(w));
        }
    }

    void add_doings(std::vector<Widget>& to) {
        const auto button = [&](std::string words, std::function<void()> press) {
            Widget w{.kind = Kind::button, .id = "do:" + words, .words = std::move(words)};
            w.group = "doings";
            w.press = std::move(press);
            to.push_back(std::move(w));
        };
        if (plan_.what == What::route)
            button("Add a stop", [this] { plan_.press_field(RoutePlan::End::stop); });
        button("Clear the map", [this] {
            plan_.clear();
            ask();
        });
    }

    void add_directions(std::vector<Widget>& to) {
        add(to, Kind::answer, way_words(option()->duration_s, option()->distance_m));
        const auto& lines = reply_->directions[chosen_];
        for (std::size_t i = 0; i < lines.size(); ++i) {
            Widget w{.kind = Kind::step_line, .id = {}, .words = screen_text(lines[i])};
            w.second = std::to_string(i + 1);
            to.push_back(std::move(w));
        }
    }

    // ---- below
    void add_foot(std::vector<Widget>& to) {
        const auto button = [&](std::string words, std::string icon, bool on,
                                std::function<void()> press) {
            Widget w{.kind = Kind::button, .id = "foot:" + std::to_string(to.size())};
            w.words = std::move(words);
            w.icon = std::move(icon);
            w.on = on;
            w.press = std::move(press);
            to.push_back(std::move(w));
        };
        if (show_ != Show::answer) {
            button("Back", "back", show_ == Show::size, [this] { show_ = Show::answer; });
            if (show_ == Show::directions && option() != nullptr)
                button("Copy", "copy", true, [this] { copy_directions(); });
            return;
        }
        if (option() != nullptr)
            button("Directions", "menu", true, [this] { show_ = Show::directions; });
        if (plan_.choice().sized)
            button(size_words(plan_, reply_ ? reply_->size : VehicleSize{}), "", false,
                   [this] { show_ = Show::size; });
        if (show_ == Show::answer && plan_.choice().sized) to.back().compact = "Size";
    }

    void copy_directions() {
        auto text = std::string{to_string(option()->verdict)} + ", " +
                    way_words(option()->duration_s, option()->distance_m) + "\n" +
                    verdict_sentence(host_.map(), *route(), chosen_, host_.view().now) + "\n";
        for (const auto& line : reply_->directions[chosen_]) text += screen_text(line) + "\n";
        host_.ask(Action{CopyText{std::move(text)}});
        host_.say("Copied: the answer and its directions");
    }

    PanelHost& host_;
    RoadDesk desk_;
    RoutePlan plan_;
    std::optional<RoadReply> reply_;
    std::size_t chosen_ = 0;  ///< of the options
    std::vector<AnswerSection> sections_;
    std::vector<AnswerPlace> rows_;  ///< of all sections
    std::size_t selected_ = kNone;
    Show show_ = Show::answer;
    bool refreshing_ = false;
    std::string lang_;
};

}  // namespace

std::unique_ptr<RoadPanel> make_route_panel(PanelHost& host) {
    return std::make_unique<RoutePanel>(host);
}

}  // namespace konbit
