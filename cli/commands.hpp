#pragma once

#include <span>
#include <string_view>

namespace CLI {
class App;
}

namespace konbit {

/// A command of the program: `declare` adds its options to an app made for it alone and binds what
/// it does as the app's callback.
struct Command {
    std::string_view name;
    std::string_view words;  ///< what stands behind it: "[MAP] TEXT"
    std::string_view about;  ///< one line for the list of commands
    void (*declare)(CLI::App& app);
};

/// Thrown by a command whose answer, printed already, is that there is no way: exit code 3.
struct NoWay {};

void declare_import(CLI::App& app);
void declare_info(CLI::App& app);
void declare_event(CLI::App& app);
void declare_find(CLI::App& app);
void declare_shelters(CLI::App& app);
void declare_care(CLI::App& app);
void declare_water(CLI::App& app);
void declare_supply(CLI::App& app);
void declare_damage(CLI::App& app);
void declare_evidence(CLI::App& app);
void declare_needs(CLI::App& app);
void declare_recheck(CLI::App& app);
void declare_route(CLI::App& app);
void declare_matrix(CLI::App& app);
void declare_tour(CLI::App& app);
void declare_reach(CLI::App& app);
void declare_cutoff(CLI::App& app);
void declare_report(CLI::App& app);
void declare_confirm(CLI::App& app);
void declare_dispute(CLI::App& app);
void declare_withdraw(CLI::App& app);
void declare_redact(CLI::App& app);
void declare_log(CLI::App& app);
void declare_bundle(CLI::App& app);
void declare_merge(CLI::App& app);
void declare_sync(CLI::App& app);
void declare_team(CLI::App& app);
void declare_copy(CLI::App& app);
void declare_wipe(CLI::App& app);
void declare_export(CLI::App& app);
void declare_view(CLI::App& app);
void declare_render(CLI::App& app);

}  // namespace konbit
