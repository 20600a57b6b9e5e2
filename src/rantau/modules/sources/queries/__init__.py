"""Reading sources. Every query takes an actor and gives only what lies in her areas."""
