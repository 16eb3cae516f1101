//! What shells and manuals want: `gongkai completions`, `gongkai man`.

use clap::CommandFactory as _;

use crate::{Arguments, Failure, print};

/// The script that completes commands and options in a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "gongkai", &mut script);
    print(|out| out.write_all(&script))
}

/// The manual page: that of the program, then one for each command.
pub(crate) fn man() -> Result<(), Failure> {
    let mut command = Arguments::command();
    command.build();
    let mut pages = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut pages)?;
    for command in command.get_subcommands() {
        let name = format!("gongkai-{}", command.get_name());
        let man = clap_mangen::Man::new(command.clone().name(name.clone()));
        man.render_name_section(&mut pages)?;
        man.render_synopsis_section(&mut pages)?;
        man.render_description_section(&mut pages)?;
        man.render_options_section(&mut pages)?;
    }
    print(|out| out.write_all(&pages))
}
