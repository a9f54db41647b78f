//! Shows the current step on a terminal if it takes longer than a second. In: the name of the step. Out: a line, removed at the
//! end of the step.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// The delay before a step is shown. Without it, short steps would flicker.
const PATIENCE: Duration = Duration::from_secs(1);

/// The time between two frames.
const FRAME: Duration = Duration::from_millis(100);

/// The format of the line: spinner, step and elapsed time. Colours respect `NO_COLOR` and similar variables.
const LINE: &str = "{spinner:.cyan} {msg} {elapsed}";

/// A step, shown until this value is dropped.
pub(super) struct Progress {
    end: Option<Sender<()>>,
    drawing: Option<JoinHandle<()>>,
}

/// Whether progress is shown: stderr is a terminal, outside continuous integration.
pub(super) fn is_watched() -> bool {
    is_interactive(io::stderr().is_terminal(), std::env::var_os("CI").is_some_and(|value| !value.is_empty()))
}

fn is_interactive(is_terminal: bool, is_ci: bool) -> bool {
    is_terminal && !is_ci
}

impl Progress {
    /// Begins a step. If the drawing thread cannot start, the step is not shown.
    pub(super) fn start(step: String) -> Option<Self> {
        let start = Instant::now();
        let (end, ended) = mpsc::channel();
        let draw = move || {
            let has_ended = |time| ended.recv_timeout(time) != Err(RecvTimeoutError::Timeout);
            if has_ended(PATIENCE) {
                return;
            }
            let bar = ProgressBar::new_spinner().with_message(step).with_elapsed(start.elapsed());
            bar.set_style(style());
            while !has_ended(FRAME) {
                bar.tick();
            }
            bar.finish_and_clear();
        };
        let drawing = Builder::new().name("progress".to_owned()).spawn(draw).ok()?;
        Some(Self { end: Some(end), drawing: Some(drawing) })
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template(LINE).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.end.take());
        // Later output begins after the line is removed.
        let _ = self.drawing.take().map(JoinHandle::join);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_a_valid_template() {
        assert!(ProgressStyle::with_template(LINE).is_ok());
    }

    #[test]
    fn nobody_watches_a_pipe_or_continuous_integration() {
        assert!(is_interactive(true, false));
        assert!(!is_interactive(true, true) && !is_interactive(false, false) && !is_interactive(false, true));
    }

    #[test]
    fn a_step_ends_at_once() {
        let start = Instant::now();
        drop(Progress::start("reading".to_owned()));
        assert!(start.elapsed() < PATIENCE);
    }
}
