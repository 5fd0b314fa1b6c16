import express from 'express';
import culqiRouter from './routes/culqi';
import { verifyNotification } from './verify';

const app = express();
app.use(express.json());
app.use('/culqi', verifyNotification, culqiRouter);
