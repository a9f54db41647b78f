//! Shows the current step of a run on a terminal, once it takes longer than a second. In: the text of the step. Out: a line that is
//! removed at the end of the step.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Shorter steps show nothing: a line that comes and goes at once is a flicker.
const PATIENCE: Duration = Duration::from_secs(1);

/// The time between two frames.
const FRAME: Duration = Duration::from_millis(100);

/// The line: a turning sign, the step and its time. Colours follow `NO_COLOR` and its like.
const LINE: &str = "{spinner:.cyan} {msg} {elapsed}";

/// A step that is shown until this value is dropped.
pub(super) struct Progress {
    end: Option<Sender<()>>,
    drawing: Option<JoinHandle<()>>,
}

/// Whether somebody watches: stderr is a terminal, and not that of continuous integration.
pub(super) fn is_watched() -> bool {
    is_interactive(io::stderr().is_terminal(), std::env::var_os("CI").is_some_and(|value| !value.is_empty()))
}

fn is_interactive(is_terminal: bool, is_ci: bool) -> bool {
    is_terminal && !is_ci
}

impl Progress {
    /// Begins a step. Without a thread to draw it, the step is not shown.
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
        // The next text on the terminal begins after the line is gone.
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
