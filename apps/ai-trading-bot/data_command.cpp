#include <cstdio>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot/candle_source.h"
#include "ai-trading-bot/commands.h"
#include "common/output.h"
#include "history/candle_file.h"
#include "history/candle_store.h"
#include "history/merge.h"
#include "history/quality.h"
#include "market/interval.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "exit codes: 0 done, 2 usage or a bad candle file, 5 not found\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot data import data/btcusdt-1h.csv.gz --symbol BTCUSDT --interval 1h\n"
    "  ai-trading-bot data verify store:BTCUSDT --interval 1h\n"
    "  ai-trading-bot data list";

constexpr const char* kImportFooter =
    "Files: CSV with the header open_time_ms,open,high,low,close,volume[,quote_volume,trades,\n"
    "taker_buy_base], or rows of Binance's archive; plain, gzip or zip. All files are stored or\n"
    "none: a bad row, or a row that contradicts a stored one, stops the import and is named.\n"
    "\n"
    "JSON: symbol, interval, files, added, already_stored, rows, first_open_time,\n"
    "last_open_time, path\n"
    "\n"
    "exit codes: 0 done, 1 the disk, 2 usage or a bad candle file, 5 not found\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot data import data/btcusdt-1h.csv.gz --symbol BTCUSDT --interval 1h\n"
    "  ai-trading-bot data import BTCUSDT-1m-*.zip --symbol BTCUSDT --interval 1m";

constexpr const char* kListFooter =
    "JSON: data_directory, candles[{symbol,interval,rows,first_open_time,last_open_time,source,\n"
    "bytes,path}], damaged[{path,error}]\n"
    "\n"
    "exit codes: 0 done, 2 usage\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot data list\n"
    "  ai-trading-bot data list --data-dir /srv/candles --format json";

constexpr const char* kVerifyFooter =
    "Outlier: a close-to-close move of more than 20 robust standard deviations (1.4826 * median\n"
    "absolute deviation of the log moves) without a gap before it, of which the next candle takes\n"
    "back at least half. The first 20 gaps and outliers are listed.\n"
    "\n"
    "JSON: source, interval, rows, first_open_time, last_open_time, clean, duplicates, "
    "disordered,\n"
    "misaligned, gaps, missing, longest_gap, first_gaps[{first_missing,candles}], zero_volume,\n"
    "outliers, first_outliers[{open_time,move}], robust_deviation\n"
    "\n"
    "exit codes: 0 examined, whatever was found; 2 usage or a bad row; 5 not found\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot data verify data/btcusdt-1h.csv.gz --interval 1h\n"
    "  ai-trading-bot data verify store:BTCUSDT --interval 1h --format json";

struct Options {
  std::vector<std::string> files;
  std::string source;
  std::string symbol;
  std::string interval;
  std::string data_dir;
};

/// A line of progress on a terminal, gone when the work is done.
class Progress {
 public:
  Progress() : shown_{stderr_is_interactive()} {}
  ~Progress() { show(""); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void show(const std::string& text) const {
    if (shown_) fmt::print(stderr, "\r\x1B[K{}", text);
  }

 private:
  bool shown_;
};

core::Result<market::CandleColumns> read_files(const std::vector<std::string>& files) {
  const Progress progress;
  market::CandleColumns all;
  for (std::size_t i = 0; i < files.size(); ++i) {
    progress.show(fmt::format("reading file {} of {}", i + 1, files.size()));
    ATB_ASSIGN(auto candles, history::read_candle_file(files[i]));
    if (all.size() == 0) {
      all = std::move(candles);
    } else if (auto merged = history::merge(all, candles.view()); !merged) {
      return core::add_context(std::move(merged).error(), files[i]);
    }
  }
  return all;
}

std::string describe_sources(const std::vector<std::string>& files) {
  const auto name = std::filesystem::path{files.front()}.filename().string();
  return files.size() == 1 ? name : fmt::format("{} and {} more", name, files.size() - 1);
}

core::Result<int> import(const Options& options, Format format) {
  ATB_ASSIGN(const auto interval, market::parse_interval(options.interval));
  ATB_ASSIGN(const auto folder, data_folder(options.data_dir));
  ATB_ASSIGN(const auto candles, read_files(options.files));
  ATB_ASSIGN(const auto report,
             history::import_candles(folder, options.symbol, interval, candles.view(),
                                     describe_sources(options.files)));
  if (format == Format::json) {
    ATB_TRY(print_json({{"symbol", options.symbol},
                        {"interval", options.interval},
                        {"files", options.files.size()},
                        {"added", report.added},
                        {"already_stored", report.known},
                        {"rows", report.rows},
                        {"first_open_time", core::to_text(report.first)},
                        {"last_open_time", core::to_text(report.last)},
                        {"path", report.path.string()}}));
    return 0;
  }
  ATB_TRY(print_text(
      fmt::format("{} {}: {} candles added, {} already stored\n"
                  "stored are {}, {} to {}\n{}\n",
                  options.symbol, options.interval, report.added, report.known, report.rows,
                  core::to_text(report.first), core::to_text(report.last), report.path.string())));
  return 0;
}

Json list_json(const std::filesystem::path& folder,
               const std::vector<history::StoredFile>& stored) {
  Json candles = Json::array();
  Json damaged = Json::array();
  for (const auto& file : stored) {
    if (file.fault)
      damaged.push_back({{"path", file.path.string()}, {"error", file.fault->message}});
    else
      candles.push_back({{"symbol", file.symbol},
                         {"interval", market::interval_name(file.interval)},
                         {"rows", file.rows},
                         {"first_open_time", core::to_text(file.first)},
                         {"last_open_time", core::to_text(file.last)},
                         {"source", file.source},
                         {"bytes", file.bytes},
                         {"path", file.path.string()}});
  }
  return {{"data_directory", folder.string()}, {"candles", candles}, {"damaged", damaged}};
}

core::Result<int> list(const Options& options, Format format) {
  ATB_ASSIGN(const auto folder, data_folder(options.data_dir));
  ATB_ASSIGN(const auto stored, history::list_store(folder));
  if (format == Format::json) {
    ATB_TRY(print_json(list_json(folder, stored)));
    return 0;
  }
  std::string text =
      fmt::format("candles in {}:{}\n", folder.string(), stored.empty() ? " none" : "");
  for (const auto& file : stored) {
    if (file.fault)
      text += fmt::format("  damaged: {}\n", file.fault->message);
    else
      text += fmt::format("  {:<12} {:>4} {:>10} candles, {} to {}, from {}\n", file.symbol,
                          market::interval_name(file.interval), file.rows,
                          core::to_text(file.first), core::to_text(file.last), file.source);
  }
  ATB_TRY(print_text(text));
  return 0;
}

Json verify_json(const history::QualityReport& report) {
  Json gaps = Json::array();
  for (const auto& gap : report.first_gaps)
    gaps.push_back({{"first_missing", core::to_text(gap.first_missing)}, {"candles", gap.candles}});
  Json outliers = Json::array();
  for (const auto& outlier : report.first_outliers)
    outliers.push_back({{"open_time", core::to_text(outlier.open_time)}, {"move", outlier.move}});
  return {{"clean", report.clean()},
          {"duplicates", report.duplicates},
          {"disordered", report.disordered},
          {"misaligned", report.misaligned},
          {"gaps", report.gaps},
          {"missing", report.missing},
          {"longest_gap", report.longest_gap},
          {"first_gaps", gaps},
          {"zero_volume", report.zero_volume},
          {"outliers", report.outliers},
          {"first_outliers", outliers},
          {"robust_deviation", report.robust_deviation}};
}

std::string verify_text(const history::QualityReport& report) {
  std::string text = fmt::format(
      "  duplicates     {}\n  out of order   {}\n  misaligned     {}\n"
      "  gaps           {} ({} candles missing, the longest {})\n"
      "  without volume {}\n  outliers       {} (one robust deviation is {:.4f} %)\n",
      report.duplicates, report.disordered, report.misaligned, report.gaps, report.missing,
      report.longest_gap, report.zero_volume, report.outliers, 100 * report.robust_deviation);
  for (const auto& gap : report.first_gaps)
    text += fmt::format("  gap     {} {} candles\n", core::to_text(gap.first_missing), gap.candles);
  for (const auto& outlier : report.first_outliers)
    text += fmt::format("  outlier {} {:+.2f} %\n", core::to_text(outlier.open_time),
                        100 * outlier.move);
  return text;
}

core::Result<int> verify(const Options& options, Format format) {
  std::optional<core::Duration> interval;
  if (!options.interval.empty()) {
    ATB_ASSIGN(interval, market::parse_interval(options.interval));
  }
  ATB_ASSIGN(const auto folder, data_folder(options.data_dir));
  ATB_ASSIGN(const auto candles, history::open_to_examine(options.source, interval, folder));
  const auto report = history::examine(candles.view(), candles.interval());
  const auto& times = candles.view().open_time;
  const auto [first, last] = std::minmax_element(times.begin(), times.end());
  const auto from = core::to_text(core::Timestamp::from_us(*first));
  const auto to = core::to_text(core::Timestamp::from_us(*last));
  const auto name = market::interval_name(candles.interval());
  if (format == Format::json) {
    Json json{{"source", options.source},
              {"interval", name},
              {"rows", report.rows},
              {"first_open_time", from},
              {"last_open_time", to}};
    json.update(verify_json(report));
    ATB_TRY(print_json(json));
    return 0;
  }
  ATB_TRY(print_text(fmt::format("{}: {} candles of {}, {} to {}: {}\n{}", options.source,
                                 report.rows, name, from, to,
                                 report.clean() ? "clean" : "see below", verify_text(report))));
  return 0;
}

}  // namespace

void add_data_command(CLI::App& program, Invocation& invocation) {
  const auto options = std::make_shared<Options>();
  CLI::App& data = add_verb(program, invocation, "data", "keep and check candles", kFooter);
  data.require_subcommand(1);
  const auto add = [&](const char* name, const char* purpose, const char* footer, auto* run) {
    CLI::App& verb = add_verb(data, invocation, name, purpose, footer);
    verb.add_option("--data-dir", options->data_dir,
                    "where candles are stored (default: /var/lib/ai-trading-bot, else the user's)")
        ->type_name("DIR");
    verb.callback([&invocation, options, run] {
      invocation.action = [&invocation, options, run] { return run(*options, invocation.format); };
    });
    return &verb;
  };
  CLI::App* const imports = add("import", "put candle files into the store", kImportFooter, import);
  imports->add_option("files", options->files, "candle files")->required()->type_name("FILE");
  imports->add_option("--symbol", options->symbol, "the pair, such as BTCUSDT")->required();
  imports->add_option("--interval", options->interval, "such as 1m, 1h, 1d")->required();
  add("list", "show what is stored", kListFooter, list);
  CLI::App* const verifies =
      add("verify", "look for gaps, duplicates, disorder, bad prints", kVerifyFooter, verify);
  verifies->add_option("source", options->source, "a candle file or store:SYMBOL")->required();
  verifies->add_option("--interval", options->interval,
                       "what the spacing should be (default: the usual one)");
}

}  // namespace atb::app
