#include <fmt/format.h>

#include <chrono>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/fold.hpp"
#include "mapper/query/importance.hpp"
#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kMostRows = 20;
constexpr std::size_t kFirstLetters = 2;   ///< before, only Enter asks
constexpr auto kQuick = milliseconds{40};  ///< then each letter may ask at once
constexpr auto kPauseOfTyping = milliseconds{300};
constexpr double kSeenFromZoom = 12;
constexpr double kNearZoom = 16;

class FindPanel final : public Panel {
public:
    explicit FindPanel(PanelHost& host) : host_{host} {}

    bool view_changed() override {
        if (host_.view().lang == lang_ || field_.text().empty()) return false;
        ask();
        return true;
    }

    PanelContent content() override {
        PanelContent out{.title = "Find", .question = {}, .list = {}, .foot = {}};
        Widget field{.kind = Kind::field, .id = "find", .words = "Name, code or LAT,LON"};
        field.icon = "find";
        field.field = &field_;
        out.question.push_back(std::move(field));
        if (!error_.empty()) {
            out.list.push_back({.kind = Kind::text, .id = {}, .words = error_});
        } else if (asked_ && found_.empty()) {
            add_nothing(out.list);
        } else {
            for (std::size_t i = 0; i < found_.size(); ++i) add_row(out.list, i);
        }
        if (selected_ < found_.size()) add_foot(out.foot);
        return out;
    }

    std::vector<PanelPin> pins() const override {
        std::vector<PanelPin> out;
        for (std::size_t i = 0; i < found_.size(); ++i)
            out.push_back({found_[i].at, pin_of(i), selected_ == i, i});
        return out;
    }

    void choose(std::size_t row) override {
        if (row >= found_.size()) return;
        selected_ = row;
        const auto at = found_[row].at;
        if (host_.view().zoom < kSeenFromZoom) {
            host_.ask(Action{GoTo{.at = at, .zoom = kNearZoom}});
        } else {
            host_.bring_into_view(at);
        }
    }

    TextField* field() override { return &field_; }
    void typed() override {
        selected_ = kNone;
        due_ = Clock::now() + (took_ <= kQuick ? milliseconds{0} : kPauseOfTyping);
        pause();
    }
    void entered() override {
        ask();
        if (!found_.empty()) choose(0);
    }
    bool pause() override {
        if (!due_ || Clock::now() < *due_) return false;
        due_.reset();
        if (letter_count(field_.text()) < kFirstLetters) {
            found_.clear();
            error_.clear();
            asked_ = false;
        } else {
            ask();
        }
        return true;
    }

private:
    static constexpr std::size_t kNone = ~std::size_t{0};

    void ask() {
        const auto begin = Clock::now();
        lang_ = host_.view().lang;
        due_.reset();
        found_.clear();
        suggestions_.clear();
        selected_ = kNone;
        asked_ = field_.text().find_first_not_of(' ') != std::string::npos;
        error_.clear();
        if (!asked_) return;
        error_ = error_of([&] {
            if (find_coordinates() || find_object()) return;
            found_ = find_names(host_.map(), {.text = field_.text(),
                                              .near = host_.view().center,
                                              .count = kMostRows,
                                              .lang = lang_});
            std::erase_if(found_, [&](const FoundName& found) { return is_refuge(found.feature); });
            if (found_.empty()) suggestions_ = suggest_names(host_.map(), field_.text());
        });
        took_ = std::chrono::duration_cast<milliseconds>(Clock::now() - begin);
    }

    /// Of people whom a map could put in danger: not to be found by name.
    [[nodiscard]] bool is_refuge(FeatureIndex feature) const {
        const auto tags = host_.map().base().feature(feature).tags();
        return host_.map().meaning().protected_refuge(tags);
    }

    bool find_coordinates() {
        const auto bounds = host_.map().base().summary().bounds;
        const auto at = parse_coordinates(field_.text(), &bounds);
        if (!at) return false;
        FoundName found;
        found.name = location_text(*at);
        found.at = *at;
        found.distance_m = distance_m(host_.view().center, *at);
        found_.push_back(std::move(found));
        coordinates_ = true;
        return true;
    }

    bool find_object() {
        coordinates_ = false;
        const auto id = parse_object_id(field_.text());
        if (!id) return false;
        const auto feature = host_.map().base().find_feature(*id);
        if (!feature) return false;
        FoundName found;
        found.id = *id;
        found.feature = feature->index();
        if (is_refuge(found.feature)) return false;
        const auto tags = feature->tags();
        found.name = screen_text(tags.value("name"));
        found.kind = kind_of(tags);
        found.at = representative_point(feature->geometry());
        found.distance_m = distance_m(host_.view().center, found.at);
        found_.push_back(std::move(found));
        return true;
    }

    [[nodiscard]] PinLook pin_of(std::size_t row) const {
        return {.shape = PinLook::Shape::number, .letter = std::to_string(row + 1)};
    }

    void add_row(std::vector<Widget>& to, std::size_t i) {
        const auto& found = found_[i];
        Widget row{.kind = Kind::row, .id = fmt::format("row:{}", i)};
        row.words = screen_text(found.name.empty() ? to_string(found.id) : found.name);
        row.second = coordinates_ ? "Coordinates" : kind_words(screen_text(found.kind));
        if (!found.matched.empty()) row.second += " · also " + isolated(found.matched);
        const double metres = found.distance_m.value_or(distance_m(host_.view().center, found.at));
        row.right = distance_text(metres);
        if (metres > 0) row.right_second = compass_text(bearing_deg(host_.view().center, found.at));
        row.pin = pin_of(i);
        row.on = selected_ == i;
        row.press = [this, i] { choose(i); };
        to.push_back(std::move(row));
    }

    void add_nothing(std::vector<Widget>& to) {
        to.push_back({.kind = Kind::answer, .id = {}, .words = "Nothing is called so in this map"});
        for (const auto& suggestion : suggestions_) {
            Widget w{.kind = Kind::button, .id = "try:" + suggestion};
            w.words = "Find " + isolated(suggestion);
            w.press = [this, suggestion] {
                field_.set(suggestion);
                ask();
            };
            to.push_back(std::move(w));
        }
        to.push_back({.kind = Kind::note,
                      .id = {},
                      .words =
                          "Fewer words or another spelling may find it. A larger extract holds "
                          "more."});
    }

    void add_foot(std::vector<Widget>& to) {
        const auto& found = found_[selected_];
        Widget near{
            .kind = Kind::button, .id = "near", .words = "Shelters near", .compact = "Shelters"};
        near.icon = "shelter-suitable";
        near.on = true;
        near.press = [this, at = found.at] { host_.show_shelters_near(at); };
        to.push_back(std::move(near));
        if (coordinates_) return;
        Widget details{.kind = Kind::button, .id = "details", .words = "Details", .icon = "menu"};
        details.press = [this, feature = found.feature] { host_.show_thing(feature); };
        to.push_back(std::move(details));
    }

    PanelHost& host_;
    TextField field_;
    std::string lang_, error_;
    std::vector<FoundName> found_;
    std::vector<std::string> suggestions_;
    bool asked_ = false, coordinates_ = false;
    std::size_t selected_ = kNone;
    std::optional<Clock::time_point> due_;
    milliseconds took_{0};
};

}  // namespace

std::unique_ptr<Panel> make_find_panel(PanelHost& host) {
    return std::make_unique<FindPanel>(host);
}

}  // namespace konbit
